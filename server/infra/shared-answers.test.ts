import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SharedAnswers } from './shared-answers.ts';

const restMs = 1_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Answers with what is so when looking begins; ends it when the test says so. */
function world() {
  const looks: string[][] = [];
  const ends: (() => void)[] = [];
  let now = 'before';
  const answers = new SharedAnswers<string, string>({
    restMs,
    find: (questions) => {
      looks.push(questions);
      const seen = now;
      return questions.map(
        (question) => new Promise((resolve) => ends.push(() => resolve(`${question} ${seen}`))),
      );
    },
  });
  return {
    looks,
    ask: (...keys: string[]) =>
      Promise.all(answers.ask(keys.map((key) => ({ key, question: key })))),
    change: () => (now = 'after'),
    end: () => ends.splice(0).forEach((end) => end()),
  };
}

const passMs = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('who asks in the same moment shares one look', async () => {
  const { ask, looks, end } = world();
  const asked = Promise.all([ask('a', 'b'), ask('b', 'c'), ask('a')]);
  await passMs(1);
  end();
  expect(await asked).toEqual([['a before', 'b before'], ['b before', 'c before'], ['a before']]);
  expect(looks).toEqual([['a', 'b', 'c']]);
});

test('who asks after a change is told of it, even while an older answer is on its way', async () => {
  const { ask, change, end } = world();
  const early = ask('a');
  await passMs(1);
  change();
  const late = ask('a');
  end();
  expect(await early).toEqual(['a before']);
  await passMs(restMs);
  end();
  expect(await late).toEqual(['a after']);
});

test('who asks after a change is told of it, even right after an older answer', async () => {
  const { ask, change, end } = world();
  const early = ask('a');
  await passMs(1);
  end();
  await early;
  change();
  const late = ask('a');
  await passMs(restMs);
  end();
  expect(await late).toEqual(['a after']);
});

test('the same is looked for once in a rest however many ask, and others do not wait for it', async () => {
  const { ask, looks, end } = world();
  void ask('a');
  for (let ms = 0; ms < 10 * restMs; ms += 10) {
    void ask('a');
    await passMs(10);
    end();
  }
  expect(looks.length).toBeGreaterThanOrEqual(9);
  expect(looks.length).toBeLessThanOrEqual(11);
  void ask('a');
  const other = ask('b');
  await passMs(1);
  end();
  expect(await other).toEqual(['b before']);
});

test('the same is never looked for by two at once', async () => {
  const { ask, looks, end } = world();
  void ask('a');
  await passMs(10 * restMs);
  void ask('a');
  await passMs(10 * restMs);
  expect(looks).toEqual([['a']]);
  end();
  await passMs(1);
  expect(looks).toEqual([['a'], ['a']]);
});

test('a failure is told to those who waited for it, and is not kept', async () => {
  let isBroken = true;
  const answers = new SharedAnswers<string, string>({
    restMs,
    find: (questions) =>
      questions.map(async () => {
        if (isBroken) throw new Error('broken');
        return 'well';
      }),
  });
  const ask = () => answers.ask([{ key: 'a', question: 'a' }])[0];
  const refused = Promise.all([
    expect(ask()).rejects.toThrow('broken'),
    expect(ask()).rejects.toThrow('broken'),
  ]);
  await passMs(1);
  await refused;
  isBroken = false;
  const answer = ask();
  await passMs(restMs);
  expect(await answer).toBe('well');
});
