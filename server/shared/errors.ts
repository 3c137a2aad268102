/**
 * The one table of error codes. A code is a fact; its words stand in `locales/<lng>/error.json`,
 * one text per code. Domain, policy, repository and use cases throw {@link AppError};
 * only `server/trpc` turns it into a transport status.
 */

/** tRPC's own names of transport statuses, as far as Tandem uses them. */
type TransportStatus =
  | 'BAD_REQUEST'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'UNPROCESSABLE_CONTENT'
  | 'TOO_MANY_REQUESTS'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

export const errorTable = {
  /** Anything unforeseen. Logged with the request's id; the reader is shown that id alone. */
  INTERNAL: { status: 'INTERNAL_SERVER_ERROR', expected: false },
  /** The database can't be reached or answered too late; the reader may try again. */
  SERVICE_UNAVAILABLE: { status: 'SERVICE_UNAVAILABLE', expected: true },
  /** The input does not fit its schema; `issues` name the fields. */
  INVALID_INPUT: { status: 'BAD_REQUEST', expected: true },
  UNAUTHENTICATED: { status: 'UNAUTHORIZED', expected: true },
  /** One answer for every kind of failed sign-in (unknown, wrong, blocked, locked out). */
  SIGN_IN_REFUSED: { status: 'UNAUTHORIZED', expected: true },
  FORBIDDEN: { status: 'FORBIDDEN', expected: true },
  /** The Origin header is missing or not on the list. */
  ORIGIN_REFUSED: { status: 'FORBIDDEN', expected: true },
  TOO_MANY_REQUESTS: { status: 'TOO_MANY_REQUESTS', expected: true },
  /** The row changed since the version that the input carries. */
  STALE_VERSION: { status: 'CONFLICT', expected: true },
  CUSTOMER_NOT_FOUND: { status: 'NOT_FOUND', expected: true },
  /** params: `by` (name), `at` (ISO time) */
  CUSTOMER_ALREADY_LOCKED: { status: 'CONFLICT', expected: true },
  /** They set one meanwhile: no link is needed. */
  CUSTOMER_HAS_PASSWORD: { status: 'CONFLICT', expected: true },
  CUSTOMER_NOT_LOCKED: { status: 'CONFLICT', expected: true },
  /** params: `count`: open orders forbid removing (S1-58). */
  CUSTOMER_HAS_OPEN_ORDERS: { status: 'CONFLICT', expected: true },
  /** params: `balance` */
  CUSTOMER_HAS_BALANCE: { status: 'CONFLICT', expected: true },
  SELECTION_NOT_FOUND: { status: 'NOT_FOUND', expected: true },
  /** params: `max` */
  SELECTION_TOO_LARGE: { status: 'UNPROCESSABLE_CONTENT', expected: true },
  TAG_NOT_FOUND: { status: 'NOT_FOUND', expected: true },
  BATCH_NOT_FOUND: { status: 'NOT_FOUND', expected: true },
  /** It is finished or stopped already. */
  BATCH_ENDED: { status: 'CONFLICT', expected: true },
  /** It still runs, removes, or is an undo itself. */
  BATCH_NOT_UNDOABLE: { status: 'UNPROCESSABLE_CONTENT', expected: true },
  VIEW_NOT_FOUND: { status: 'NOT_FOUND', expected: true },
  /** params: `max` */
  VIEW_LIMIT_REACHED: { status: 'CONFLICT', expected: true },
  EXPORT_NOT_FOUND: { status: 'NOT_FOUND', expected: true },
  EXPORT_ENDED: { status: 'CONFLICT', expected: true },
  /** params: `max`: so many of one's own run already. */
  EXPORT_LIMIT_REACHED: { status: 'TOO_MANY_REQUESTS', expected: true },
  EVENT_NOT_FOUND: { status: 'NOT_FOUND', expected: true },
  /** This kind of event can't be taken back. */
  EVENT_NOT_UNDOABLE: { status: 'UNPROCESSABLE_CONTENT', expected: true },
  /** Undo is offered for 15 minutes. */
  UNDO_EXPIRED: { status: 'UNPROCESSABLE_CONTENT', expected: true },
  /** Everything stands already as before that change. */
  ALREADY_UNDONE: { status: 'CONFLICT', expected: true },
  OPERATION_NOT_FOUND: { status: 'NOT_FOUND', expected: true },
  /** params: `by`, `at`: an operation is reversed at most once. */
  OPERATION_ALREADY_REVERSED: { status: 'CONFLICT', expected: true },
  /** A reversal can't itself be reversed. */
  OPERATION_NOT_REVERSIBLE: { status: 'UNPROCESSABLE_CONTENT', expected: true },
  /** params: `balance`: a balance never goes below zero. */
  BALANCE_TOO_LOW: { status: 'UNPROCESSABLE_CONTENT', expected: true },
  /** params: `balance`: the balance is no longer the one that the admin saw. */
  BALANCE_MOVED: { status: 'CONFLICT', expected: true },
  /** params: `by`, `at`, `amount`: a colleague did the same within ten minutes. */
  OPERATION_REPEATED: { status: 'CONFLICT', expected: true },
  /** The idempotency key was used for another command. */
  IDEMPOTENCY_CONFLICT: { status: 'CONFLICT', expected: true },
  /** The resulting balance would exceed what the ledger holds. */
  BALANCE_TOO_HIGH: { status: 'UNPROCESSABLE_CONTENT', expected: true },
  USER_NOT_FOUND: { status: 'NOT_FOUND', expected: true },
  USER_ALREADY_BLOCKED: { status: 'CONFLICT', expected: true },
  USER_NOT_BLOCKED: { status: 'CONFLICT', expected: true },
  /** It has run out or was cleared; nothing is left to clear. */
  USER_NOT_LOCKED_OUT: { status: 'CONFLICT', expected: true },
  /** Nobody changes their own status (S4-46). */
  USER_IS_SELF: { status: 'FORBIDDEN', expected: true },
  /** Nobody may block the company's last active superadmin (product 3.8). */
  LAST_SUPERADMIN: { status: 'CONFLICT', expected: true },
  /** S4-29: e-mail or phone is taken; `issues` name which. */
  USER_TAKEN: { status: 'CONFLICT', expected: true },
  /** They have that role already. */
  USER_HAS_ROLE: { status: 'CONFLICT', expected: true },
  /** They have set a password: there is nothing to invite them to. */
  USER_HAS_PASSWORD: { status: 'CONFLICT', expected: true },
  /** The link to set a password is unknown, used, expired or a newer one was sent. */
  PASSWORD_LINK_INVALID: { status: 'UNPROCESSABLE_CONTENT', expected: true },
  /** The old password, asked for before something risky, is wrong. */
  PASSWORD_WRONG: { status: 'FORBIDDEN', expected: true },
  /** No attempt at the old password is left; params: `at`: until when. */
  LOCKED_OUT: { status: 'TOO_MANY_REQUESTS', expected: true },
  /** The same, until an admin clears the lockout. */
  LOCKED_OUT_ENDLESSLY: { status: 'TOO_MANY_REQUESTS', expected: true },
  SESSION_NOT_FOUND: { status: 'NOT_FOUND', expected: true },
  ORDER_NOT_FOUND: { status: 'NOT_FOUND', expected: true },
  /** Completed, cancelled and returned orders are final; params: `status`. */
  ORDER_FINAL: { status: 'CONFLICT', expected: true },
  /** Operations exist: the base currency stays what it is. */
  CURRENCY_FIXED: { status: 'CONFLICT', expected: true },
} as const satisfies Record<string, { status: TransportStatus; expected: boolean }>;

export type ErrorCode = keyof typeof errorTable;
export const errorCodes = Object.keys(errorTable) as ErrorCode[];

/** Values that a translated text may name; never secrets, never a row. */
export type ErrorParams = Record<string, string | number | boolean | null>;

/** A field that the input got wrong: `path` joined by dots, `code` a key of `error:field.*`. */
export interface FieldIssue {
  path: string;
  code: string;
  params?: ErrorParams;
}

/** All that a client learns of an error: codes and parameters, never a message or a stack. */
export interface ErrorData {
  code: ErrorCode;
  params: ErrorParams;
  /** Names the request in the log. */
  requestId: string | null;
  issues: FieldIssue[];
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  /** The fields that are at fault, with INVALID_INPUT. */
  readonly issues: readonly FieldIssue[];
  constructor(
    code: ErrorCode,
    params: ErrorParams = {},
    options: { cause?: unknown; issues?: readonly FieldIssue[] } = {},
  ) {
    super(code, 'cause' in options ? { cause: options.cause } : {});
    this.name = 'AppError';
    this.code = code;
    this.params = params;
    this.issues = options.issues ?? [];
  }
}
