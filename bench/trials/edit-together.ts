/**
 * E1: editors open a customer, change one field and save on the version that they read; a conflict is
 * told, and saved again over what was told. Afterwards the record says what each of them met.
 */
import { randomUUID } from 'node:crypto';
import type { CustomerDto, EditOutcome } from '#server/features/customer/schema.ts';
import { Api } from '../support/api.ts';
import type { Fixture } from '../support/fixture.ts';
import { at, withOwner } from '../support/fixture.ts';
import { perSecond } from '../support/load.ts';

/** Few, so that they meet. */
const fields = ['city', 'comment'] as const;
type Field = (typeof fields)[number];

interface Attempt {
  customerId: number;
  field: Field;
  seenVersion: number;
  saved: boolean;
}

export interface Told {
  /** By mutation id. */
  attempts: Map<string, Attempt>;
  conflicts: (Attempt & { answeredVersion: number })[];
}

export interface TogetherOptions extends Fixture {
  origin: string;
  ms: number;
  told: Told;
}

/** @returns saves that were written, per second */
export async function editTogether(
  { users, origin, ms, told }: TogetherOptions,
  customersOf: (lane: number) => readonly number[],
): Promise<number> {
  const desks = users.map(({ cookie }, lane) => ({
    api: new Api({ origin, cookie }),
    customerIds: customersOf(lane),
  }));
  try {
    return await perSecond({ lanes: desks.length, ms }, async (lane) => {
      const { api, customerIds } = at(desks, lane);
      const customerId = at(customerIds, Math.floor(Math.random() * 1e6));
      const opened = await api.query('customer.get', { customerId });
      const field = at(fields, Math.floor(Math.random() * 1e6));
      let seenVersion = (opened.data as CustomerDto).version;
      for (;;) {
        const outcome = await save(api, told, { customerId, field, seenVersion, saved: false });
        if (outcome.conflicts.length === 0) return outcome.saved.length;
        seenVersion = outcome.customer.version;
      }
    });
  } finally {
    for (const { api } of desks) api.close();
  }
}

async function save(api: Api, told: Told, attempt: Attempt): Promise<EditOutcome> {
  const mutationId = randomUUID();
  const { customerId, field, seenVersion } = attempt;
  told.attempts.set(mutationId, attempt);
  const answer = await api.mutate('customer.edit', {
    ...{ customerId, version: seenVersion, mutationId },
    changes: { [field]: `Значення ${mutationId}` },
  });
  if (answer.error !== null) throw new Error(`a save was refused: ${answer.error}`);
  const outcome = answer.data as EditOutcome;
  attempt.saved = outcome.saved.length > 0;
  if (outcome.conflicts.length > 0) {
    told.conflicts.push({ ...attempt, answeredVersion: outcome.customer.version });
  }
  return outcome;
}

export interface JudgedEdits {
  /** Conflicts that were told where another had changed the field. */
  toldTruly: number;
  toldFalsely: number;
  /** Saves that went over a change that had not been seen. */
  savedOver: number;
  /** Saves that were answered and are not on record. */
  lost: number;
  saves: number;
}

interface Row {
  customerId: number;
  version: number;
  mutationId: string;
  field: Field;
}

/** By the record: every value is another, so that any change in between is a conflict. */
export function judgeEdits(stage: { url: string }, told: Told): Promise<JudgedEdits> {
  return withOwner(stage.url, async (owner) => {
    const { rows } = await owner.query<Row>(
      `SELECT subject_id AS "customerId", version, mutation_id AS "mutationId",
         changes->0->>'field' AS field
       FROM events WHERE type = 'customer.edited' ORDER BY version`,
    );
    const changed = new Map<string, number[]>();
    const place = ({ customerId, field }: Pick<Row, 'customerId' | 'field'>) =>
      `${customerId} ${field}`;
    for (const row of rows)
      changed.set(place(row), [...(changed.get(place(row)) ?? []), row.version]);
    const changedWithin = (attempt: Attempt, before: number) =>
      (changed.get(place(attempt)) ?? []).some(
        (version) => version > attempt.seenVersion && version < before,
      );
    const onRecord = new Set(rows.map(({ mutationId }) => mutationId));
    const toldTruly = told.conflicts.filter((one) => changedWithin(one, one.answeredVersion + 1));
    const savedOver = rows.filter(({ mutationId, version }) => {
      const attempt = told.attempts.get(mutationId);
      return attempt === undefined || changedWithin(attempt, version);
    });
    const saved = [...told.attempts].filter(([, attempt]) => attempt.saved);
    return {
      toldTruly: toldTruly.length,
      toldFalsely: told.conflicts.length - toldTruly.length,
      savedOver: savedOver.length,
      lost: saved.filter(([mutationId]) => !onRecord.has(mutationId)).length,
      saves: saved.length,
    };
  });
}
