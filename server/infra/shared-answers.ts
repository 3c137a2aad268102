/**
 * Answers that many readers ask for at once, found once for all of them. Invariant: looking for an
 * answer begins after it was asked for, so whoever has heard of a change before they ask sees it.
 * What it costs is bounded: the same is looked for by one at a time, and not again within `restMs`;
 * who asks meanwhile waits, and shares the next one. Nothing is kept, so nothing grows old. It knows
 * no rights: the key must name all that an answer depends on.
 */

export interface SharedAnswersOptions<Question, Answer> {
  restMs: number;
  /** Asked once for all questions whose turn it is: a promise for each, in their order. */
  find: (questions: Question[]) => Promise<Answer>[];
}

interface Waiting<Question, Answer> {
  question: Question;
  answer: Promise<Answer>;
  settle: (answer: Promise<Answer>) => void;
}

export class SharedAnswers<Question, Answer> {
  readonly #options: SharedAnswersOptions<Question, Answer>;
  readonly #waiting = new Map<string, Waiting<Question, Answer>>();
  /** Being looked for, or looked for a moment ago. */
  readonly #resting = new Set<string>();
  #isPlanned = false;

  constructor(options: SharedAnswersOptions<Question, Answer>) {
    this.#options = options;
  }

  /** @returns a promise for each question, in their order */
  ask(questions: readonly { key: string; question: Question }[]): Promise<Answer>[] {
    const answers = questions.map(({ key, question }) => {
      const waiting = this.#waiting.get(key) ?? newWaiting<Question, Answer>(question);
      this.#waiting.set(key, waiting);
      return waiting.answer;
    });
    this.#plan();
    return answers;
  }

  /** Once for all who ask in the same moment. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      this.#look();
    });
  }

  #look(): void {
    const due = [...this.#waiting].filter(([key]) => !this.#resting.has(key));
    if (due.length === 0) return;
    for (const [key] of due) {
      this.#waiting.delete(key);
      this.#resting.add(key);
    }
    const found = this.#options.find(due.map(([, { question }]) => question));
    due.forEach(([, { settle }], at) => {
      settle(found[at] ?? Promise.reject(new Error('a question without an answer')));
    });
    void this.#rest(
      due.map(([key]) => key),
      found,
    );
  }

  async #rest(keys: readonly string[], found: Promise<Answer>[]): Promise<void> {
    await Promise.all([pause(this.#options.restMs), Promise.allSettled(found)]);
    for (const key of keys) this.#resting.delete(key);
    if (this.#waiting.size > 0) this.#plan();
  }
}

function newWaiting<Question, Answer>(question: Question): Waiting<Question, Answer> {
  let settle: Waiting<Question, Answer>['settle'] = () => undefined;
  const answer = new Promise<Answer>((resolve) => {
    settle = resolve;
  });
  return { question, answer, settle };
}

/** Keeps no process alive. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
