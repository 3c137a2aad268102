import type { CustomerLock } from '#server/features/customer/schema.ts';
import type { OperationDto, OperationKind } from '#server/features/operation/schema.ts';
import type { orderEvents } from '#server/features/order/events.ts';
import type { FieldChange } from '#server/shared/event.ts';
import type { z } from 'zod';
import { fromMinor } from '#server/shared/money.ts';
import type { Row } from './insert.ts';

/**
 * One customer's past, kept by the ledger's own rules: numbers without gaps, running balances that
 * never go below zero, one version and one event for every step. Written straight into the tables,
 * because the ledger's function knows no yesterday.
 */
export interface Author {
  id: number;
  name: string;
}

interface StepBase {
  at: Date;
  account: Account;
  version: number;
  author: Author;
  mutationId: string;
}

export interface OperationStep extends StepBase {
  type: 'operation';
  /** Set once all steps of the company's past are in the order of time. */
  id: number;
  number: number;
  kind: OperationKind;
  amount: bigint;
  before: bigint;
  note: string;
  order: { id: number; number: string } | null;
  reverses: OperationStep | null;
}

export interface LockStep extends StepBase {
  type: 'customer.locked' | 'customer.unlocked';
  lock: CustomerLock;
  endedSessionsCount: number;
}

export interface ProfileStep extends StepBase {
  type: 'customer.created' | 'customer.edited';
  changes: FieldChange[];
  data: Row;
}

/** The end of an order; told of the order, not of the customer. */
export interface OrderStep extends StepBase {
  type: 'order.cancelled';
  /** The order's version after it. */
  version: number;
  changes: FieldChange[];
  data: z.infer<(typeof orderEvents)['order.cancelled']>;
}

export type Step = OperationStep | LockStep | ProfileStep | OrderStep;

export interface Posting {
  kind: OperationKind;
  /** Signed, in hundredths */
  amount: bigint;
  at: Date;
  note: string;
  author: Author;
  mutationId: string;
  order?: { id: number; number: string };
  reverses?: OperationStep;
}

export class Account {
  readonly id: number;
  readonly companyId: number;
  balance = 0n;
  operationsCount = 0;
  version = 1;
  lock: CustomerLock | null = null;
  readonly steps: Step[] = [];

  constructor(id: number, companyId: number) {
    this.id = id;
    this.companyId = companyId;
  }

  /** @returns null when the balance does not allow it */
  post(posting: Posting): OperationStep | null {
    const { order = null, reverses = null, ...rest } = posting;
    if (this.balance + posting.amount < 0n) return null;
    this.version += 1;
    this.operationsCount += 1;
    const step: OperationStep = {
      ...rest,
      type: 'operation',
      id: 0,
      account: this,
      version: this.version,
      number: this.operationsCount,
      before: this.balance,
      order,
      reverses,
    };
    this.balance += posting.amount;
    this.steps.push(step);
    return step;
  }

  setLock(
    change: Pick<LockStep, 'at' | 'author' | 'mutationId' | 'endedSessionsCount'> & {
      /** Null unlocks. */
      lock: CustomerLock | null;
    },
  ): void {
    const lock = change.lock ?? this.lock;
    if (!lock) return;
    this.version += 1;
    this.lock = change.lock;
    const type = change.lock ? 'customer.locked' : 'customer.unlocked';
    this.steps.push({ ...change, type, account: this, version: this.version, lock });
  }

  /** The first version is the customer's making; every correction is a next one. */
  tell(step: Omit<ProfileStep, 'account' | 'version'>): void {
    if (step.type === 'customer.edited') this.version += 1;
    const version = step.type === 'customer.edited' ? this.version : 1;
    this.steps.push({ ...step, account: this, version });
  }
}

const eventTypes: Record<OperationKind, string> = {
  deposit: 'operation.deposited',
  refund: 'operation.refunded',
  withdrawal: 'operation.withdrawn',
  orderPayment: 'operation.withdrawn',
  reversal: 'operation.reversed',
};

function operationDto(step: OperationStep): OperationDto {
  return {
    id: step.id,
    customerId: step.account.id,
    number: step.number,
    kind: step.kind,
    amount: fromMinor(step.amount),
    balanceBefore: fromMinor(step.before),
    balanceAfter: fromMinor(step.before + step.amount),
    note: step.note,
    author: step.author,
    order: step.order,
    reverses: step.reverses && { id: step.reverses.id, number: step.reverses.number },
    reversedBy: null,
    createdAt: step.at.toISOString(),
  };
}

/** @param steps of all customers, in the order of time; ids follow that order */
export function rowsOf(steps: Step[]): { operations: Row[]; events: Row[] } {
  const operations: Row[] = [];
  const events = steps.map((step, at): Row => {
    if (step.type === 'order.cancelled') {
      const { refund } = step.data;
      // Its operation came before it and has its id by now.
      const made = step.account.steps.find(
        (past): past is OperationStep =>
          past.type === 'operation' && past.number === refund?.number,
      );
      if (refund && made) refund.id = made.id;
    }
    if (step.type === 'operation') {
      step.id = operations.length + 1;
      operations.push(operationRow(step));
    }
    return {
      id: at + 1,
      company_id: step.account.companyId,
      ...subjectOf(step),
      version: step.version,
      author_id: step.author.id,
      mutation_id: step.mutationId,
      created_at: step.at.toISOString(),
      ...bodyOf(step),
    };
  });
  return { operations, events };
}

function subjectOf(step: Step): Row {
  return step.type === 'order.cancelled'
    ? { subject_type: 'order', subject_id: step.data.order.id }
    : { subject_type: 'customer', subject_id: step.account.id };
}

function operationRow(step: OperationStep): Row {
  return {
    id: step.id,
    company_id: step.account.companyId,
    customer_id: step.account.id,
    number: step.number,
    kind: step.kind === 'orderPayment' ? 'order_payment' : step.kind,
    amount: fromMinor(step.amount),
    balance_before: fromMinor(step.before),
    balance_after: fromMinor(step.before + step.amount),
    note: step.note,
    author_id: step.author.id,
    order_id: step.order?.id ?? null,
    reverses_id: step.reverses?.id ?? null,
    idempotency_key: step.mutationId,
    request_hash: 'seed',
    customer_version: step.version,
    created_at: step.at.toISOString(),
  };
}

function bodyOf(step: Step): Row {
  if ('changes' in step) {
    return { type: step.type, changes: step.changes, data: step.data };
  }
  if (step.type !== 'operation') {
    const locked = step.type === 'customer.locked';
    const { lock, endedSessionsCount } = step;
    return {
      type: step.type,
      changes: [{ field: 'locked', old: !locked, new: locked }],
      data: locked ? { lock, endedSessionsCount } : { lock },
    };
  }
  const operation = operationDto(step);
  return {
    type: eventTypes[step.kind],
    changes: [{ field: 'balance', old: operation.balanceBefore, new: operation.balanceAfter }],
    data: { operation },
  };
}
