/**
 * Answers that many readers ask for at once, found once: whoever asks while an answer is being found,
 * or shortly after, gets the same one. Invariant: an answer is never older than `maxAgeMs`, counted
 * from the moment when looking began. A failure is not kept. It knows no rights: the key must name
 * all that an answer depends on.
 */
export interface RecentAnswersOptions {
  maxAgeMs: number;
  /** Milliseconds that only grow. */
  now?: () => number;
}

interface Entry<Answer> {
  since: number;
  answer: Promise<Answer>;
}

export class RecentAnswers<Question, Answer> {
  readonly #entries = new Map<string, Entry<Answer>>();
  readonly #maxAgeMs: number;
  readonly #now: () => number;

  constructor({ maxAgeMs, now = () => performance.now() }: RecentAnswersOptions) {
    this.#maxAgeMs = maxAgeMs;
    this.#now = now;
  }

  /**
   * @param find asked once for all questions that have no recent answer, in their order
   * @returns a promise for each question, in their order
   */
  ask(
    questions: readonly { key: string; question: Question }[],
    find: (questions: Question[]) => Promise<Answer>[],
  ): Promise<Answer>[] {
    const since = this.#now();
    this.#forgetOld(since);
    const missing = new Map<string, Question>();
    for (const { key, question } of questions) {
      if (!this.#entries.has(key)) missing.set(key, question);
    }
    const found = missing.size === 0 ? [] : find([...missing.values()]);
    [...missing.keys()].forEach((key, at) => {
      const answer = found[at] ?? Promise.reject(new Error('a question without an answer'));
      const entry = { since, answer };
      this.#entries.set(key, entry);
      answer.catch(() => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      });
    });
    return questions.flatMap(({ key }) => this.#entries.get(key)?.answer ?? []);
  }

  /** Entries stand in the order in which they were asked for. */
  #forgetOld(now: number): void {
    for (const [key, { since }] of this.#entries) {
      if (now - since < this.#maxAgeMs) return;
      this.#entries.delete(key);
    }
  }
}
