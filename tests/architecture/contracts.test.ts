import { describe, expect, it } from 'vitest';
import { envNames } from '#server/env.ts';
import {
  documentedCommands,
  envExample,
  errorTexts,
  eventNames,
  eventTexts,
  glossaryTerms,
  permissionNames,
  procedureNames,
} from './checks/contracts.ts';
import type { Tree } from './tree.ts';
import { added, plant, readTree, textOf } from './tree.ts';

const tree = readTree();
const env = (given: Tree) => envExample(given, envNames);

const changed = (path: string, from: string | RegExp, to: string): Record<string, string> => {
  const before = textOf(tree, path);
  const after = before.replace(from, to);
  if (after === before) throw new Error(`nothing to change in ${path}`);
  return { [path]: after };
};

/** What must hold, and a fault for each that makes exactly this check fire, once. */
const contracts: {
  holds: string;
  check: (tree: Tree) => string[];
  faults: Record<string, () => Record<string, string>>;
}[] = [
  {
    holds: 'every error code has its text and every text its code',
    check: errorTexts,
    faults: {
      'a code without a text': () =>
        changed(
          'server/shared/errors.ts',
          '  INTERNAL: {',
          "  PLANTED_FAULT: { status: 'CONFLICT', expected: true },\n  INTERNAL: {",
        ),
      'a text without a code': () =>
        changed(
          'locales/en/error.json',
          /"CUSTOMER_NOT_FOUND"/,
          '"PLANTED_FAULT": "x", "CUSTOMER_NOT_FOUND"',
        ),
    },
  },
  {
    holds: 'every event is noun.past of its own noun',
    check: eventNames,
    faults: {
      'an event of another noun': () =>
        changed('server/features/user/events.ts', "'user.blocked'", "'customer.locked'"),
      'a name in another form': () =>
        changed('server/features/user/events.ts', "'user.blocked'", "'user:block'"),
    },
  },
  {
    holds: 'every event has words in the activity',
    check: eventTexts,
    faults: {
      'an event without words': () =>
        changed(
          'server/features/user/events.ts',
          "'user.blocked'",
          "'user.planted': nothing,\n  'user.blocked'",
        ),
    },
  },
  {
    holds: 'every permission is noun:verb of a feature',
    check: permissionNames,
    faults: {
      'a permission of no feature': () =>
        changed(
          'server/shared/permissions.ts',
          "'customer:view',",
          "'customer:view',\n  'ghost:view',",
        ),
      'a permission in another form': () =>
        changed(
          'server/shared/permissions.ts',
          "'customer:view',",
          "'customer:view',\n  'customer.see',",
        ),
    },
  },
  {
    holds: 'appRouter has one line per feature, and procedures are verbs',
    check: procedureNames,
    faults: {
      'a router that nobody can call': () => ({ 'server/features/ghost/router.ts': '' }),
      'a setter': () =>
        changed('server/features/customer/router.ts', /^ {2}lock: /m, '  setLocked: '),
    },
  },
  {
    holds: '.env.example names what server/env.ts reads',
    check: env,
    faults: {
      'a variable that nobody reads': () => changed('.env.example', /^/, 'PLANTED=1\n'),
      'a variable left out': () => changed('.env.example', /^#? ?PORT=.*$/m, ''),
    },
  },
  {
    holds: 'every documented command exists',
    check: documentedCommands,
    faults: {
      'a script that is not there': () => ({ 'docs/planted.md': '`npm run planted`' }),
    },
  },
  {
    holds: 'the glossary has every word, in three languages, with what to avoid',
    check: glossaryTerms,
    faults: {
      'a word left out': () => changed('docs/glossary.md', /^\| lockout .*\n/m, ''),
      'a word with an empty cell': () =>
        changed('docs/glossary.md', /^(\| lockout .*\|)[^|]+\|$/m, '$1 |'),
    },
  },
];

describe.each(contracts)('contract: $holds', ({ check, faults }) => {
  it('holds', () => {
    expect(check(tree)).toEqual([]);
  });

  it.each(Object.entries(faults))('fires on %s', (_, files) => {
    const planted = check(plant(tree, files()));
    const fired = contracts
      .filter((other) => added(other.check(tree), other.check(plant(tree, files()))).length > 0)
      .map((other) => other.holds);
    expect(added(check(tree), planted).length).toBeGreaterThan(0);
    expect(fired.length).toBe(1);
  });
});
