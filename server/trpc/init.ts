import { initTRPC, TRPCError } from '@trpc/server';
import { AppError, errorTable } from '#server/shared/errors.ts';
import type { ErrorData } from '#server/shared/errors.ts';
import { toAppError } from '#server/infra/db/errors.ts';
import type { RequestContext, UseCaseContext } from './context.ts';
import { fieldIssues } from '#server/shared/field-issues.ts';

const t = initTRPC.context<RequestContext>().create({
  isDev: false,
  // Subscriptions are the socket's alone: its limits and its guard stand nowhere else.
  sse: { enabled: false },
  errorFormatter({ shape, error, ctx }) {
    const data: ErrorData = {
      ...describe(error),
      requestId: ctx?.requestId ?? null,
    };
    return { code: shape.code, message: data.code, data };
  },
});

/** What tRPC itself refuses: no such procedure, the wrong method, a body that is none. */
const callersFaults: ReadonlySet<TRPCError['code']> = new Set([
  'BAD_REQUEST',
  'PARSE_ERROR',
  'NOT_FOUND',
  'METHOD_NOT_SUPPORTED',
  'UNSUPPORTED_MEDIA_TYPE',
  'PAYLOAD_TOO_LARGE',
] as const);

function describe(error: TRPCError): Omit<ErrorData, 'requestId'> {
  if (error.cause instanceof AppError) {
    const { code, params, issues } = error.cause;
    return { code, params, issues: [...issues] };
  }
  if (callersFaults.has(error.code)) {
    return { code: 'INVALID_INPUT', params: {}, issues: fieldIssues(error.cause) };
  }
  return { code: 'INTERNAL', params: {}, issues: [] };
}

/**
 * Gives every expected error its transport status, and turns faults of the database into codes.
 * What is left is INTERNAL: the HTTP and socket layers log it with the request's id.
 */
const translateErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const error = translated(result.error.cause);
  if (error === null) return result;
  throw error;
});

/** The same for what fails before any procedure: reading the session while the database is away. */
export async function withTranslatedErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw translated(cause) ?? cause;
  }
}

function translated(cause: unknown): TRPCError | null {
  const error = toAppError(cause);
  return error && new TRPCError({ code: errorTable[error.code].status, cause: error });
}

const requireSession = t.middleware(({ ctx, next }) => {
  if (ctx.session === null) throw new AppError('UNAUTHENTICATED');
  const signedIn: UseCaseContext = { ...ctx, session: ctx.session, actor: ctx.session.actor };
  return next({ ctx: signedIn });
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
/** For those who are not signed in: the sign-in itself. */
export const openProcedure = t.procedure.use(translateErrors);
export const signedInProcedure = openProcedure.use(requireSession);

const requireLease = t.middleware(({ ctx, next }) => {
  if (ctx.lease === null) throw new AppError('FORBIDDEN');
  return next({ ctx: { lease: ctx.lease } });
});

/**
 * What hangs on the socket and is forgotten with it; over HTTP it is refused. Whatever is called this
 * way writes nothing to the database, and so records no event (tests/architecture).
 */
export const socketProcedure = signedInProcedure.use(requireLease);
