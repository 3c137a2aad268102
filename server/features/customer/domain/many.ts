/**
 * What becomes of each customer when one acts on many: values in, values out. Invariants: a customer
 * who changed after they were chosen is left alone, unless that version was looked at; an undo takes
 * back only what still stands as it was left. Nothing is read or written here.
 */
import type { BatchOrder, BatchOutcome, BatchReason, BatchTarget } from '#server/shared/batch.ts';
import type { CustomerLock } from '../schema.ts';

/** As much of a customer as deciding takes. */
export interface ManyFacts {
  id: number;
  version: number;
  locked: CustomerLock | null;
  /** Whether they bear the tag that the order names. */
  hasTag: boolean;
  hasOpenOrders: boolean;
  hasBalance: boolean;
}

/** What was done, and so could be taken back. */
export type DoneAction = BatchOrder['action'];

/** Why a customer is left alone; null is to go ahead. */
function obstacleTo(action: DoneAction, customer: ManyFacts): BatchReason | null {
  switch (action) {
    case 'lock':
      return customer.locked ? 'alreadyLocked' : null;
    case 'unlock':
      return customer.locked ? null : 'notLocked';
    case 'addTag':
      return customer.hasTag ? 'tagThere' : null;
    case 'removeTag':
      return customer.hasTag ? null : 'tagNotThere';
    case 'remove':
      if (customer.hasOpenOrders) return 'hasOpenOrders';
      return customer.hasBalance ? 'hasBalance' : null;
  }
}

const inverses = {
  lock: 'unlock',
  unlock: 'lock',
  addTag: 'removeTag',
  removeTag: 'addTag',
} as const satisfies Partial<Record<DoneAction, DoneAction>>;

/** What takes an action back; null for what stays. */
export function inverseOfAction(action: DoneAction): DoneAction | null {
  return action === 'remove' ? null : inverses[action];
}

const failures: ReadonlySet<BatchReason> = new Set(['hasOpenOrders', 'hasBalance']);

export function refused(customerId: number, reason: BatchReason): BatchOutcome {
  const verdict = failures.has(reason) ? 'failed' : 'skipped';
  return { customerId, verdict, reason, eventId: null };
}

export function everyoneFailed(
  targets: readonly BatchTarget[],
  reason: BatchReason,
): BatchOutcome[] {
  return targets.map(({ customerId }) => ({
    ...{ customerId, verdict: 'failed', reason, eventId: null },
  }));
}

export interface ManyPlan<Customer extends ManyFacts> {
  /** Those to act on. */
  chosen: Customer[];
  refusals: BatchOutcome[];
}

/** @param customers those that are still shown, by id */
export function planMany<Customer extends ManyFacts>(
  action: DoneAction,
  targets: readonly BatchTarget[],
  customers: ReadonlyMap<number, Customer>,
): ManyPlan<Customer> {
  return plan(targets, customers, (customer, target) =>
    customer.version === target.version ? obstacleTo(action, customer) : 'changedSince',
  );
}

/**
 * @param action what takes it back
 * @param touched those in whom somebody changed the very same thing since
 */
export function planUndo<Customer extends ManyFacts>(
  action: DoneAction,
  targets: readonly BatchTarget[],
  { customers, touched }: { customers: ReadonlyMap<number, Customer>; touched: Set<number> },
): ManyPlan<Customer> {
  return plan(targets, customers, (customer) => {
    if (obstacleTo(action, customer)) return 'undoneAlready';
    return touched.has(customer.id) ? 'changedSince' : null;
  });
}

function plan<Customer extends ManyFacts>(
  targets: readonly BatchTarget[],
  customers: ReadonlyMap<number, Customer>,
  judge: (customer: Customer, target: BatchTarget) => BatchReason | null,
): ManyPlan<Customer> {
  const chosen: Customer[] = [];
  const refusals: BatchOutcome[] = [];
  for (const target of targets) {
    const customer = customers.get(target.customerId);
    const reason = customer ? judge(customer, target) : 'gone';
    if (customer && reason === null) chosen.push(customer);
    else refusals.push(refused(target.customerId, reason ?? 'gone'));
  }
  return { chosen, refusals };
}
