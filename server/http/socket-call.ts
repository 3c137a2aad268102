/** Calls of a page over its socket, handed to the router as tRPC's own adapters would. */
import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape } from '@trpc/server';
import { appRouter } from '#server/router.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import type { MutateCall, SubscribeCall } from './socket-protocol.ts';

type ProcedureCall = SubscribeCall | MutateCall;

export function callProcedure(
  { method: type, params }: ProcedureCall,
  ctx: RequestContext,
): Promise<unknown> {
  const lastEventId = 'lastEventId' in params ? params.lastEventId : undefined;
  const rawInput = { ...params.input, ...(lastEventId ? { lastEventId } : {}) };
  return callTRPCProcedure({
    router: appRouter,
    path: params.path,
    ctx,
    type,
    getRawInput: () => Promise.resolve(rawInput),
    signal: undefined,
    batchIndex: 0,
  });
}

/** What the page is told of an error: our codes and parameters, by the same formatter as over HTTP. */
export function refusalOf(
  cause: unknown,
  { method: type, params: { path, input } }: ProcedureCall,
  ctx: RequestContext | undefined,
): { isFault: boolean; shape: unknown } {
  const error = getTRPCErrorFromUnknown(cause);
  const { _config: config } = appRouter._def;
  return {
    isFault: error.code === 'INTERNAL_SERVER_ERROR',
    shape: getTRPCErrorShape({ config, error, ctx, type, path, input }),
  };
}
