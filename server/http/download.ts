/**
 * The file of an export, to its maker: read piece by piece as the browser takes it, so that neither a
 * large file nor a slow line fills the memory. Whoever may not have it is told what any wrong address
 * is told; someone who isn't signed in is led to the sign-in.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import { getTRPCErrorFromUnknown } from '@trpc/server';
import { readPieces } from '#server/infra/db/file-pieces.ts';
import type { Logger } from '#server/infra/log.ts';
import { appRouter } from '#server/router.ts';
import { AppError } from '#server/shared/errors.ts';
import type { ErrorCode } from '#server/shared/errors.ts';
import type { ExportFormat } from '#server/shared/export-format.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { localsOf } from './headers.ts';
import type { ContextFactory } from './request.ts';

const contentTypes: Record<ExportFormat, string> = {
  xml: 'application/xml; charset=utf-8',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  txt: 'text/tab-separated-values; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

export interface DownloadOptions {
  createContext: ContextFactory;
  log: Logger;
}

export function createDownloads({ createContext, log }: DownloadOptions): RequestHandler {
  return (request, response, next) => {
    const locals = localsOf(response);
    const setCookie = (header: string) => response.append('Set-Cookie', header);
    createContext(request, { requestId: locals.requestId, setCookie })
      .then(async (ctx) => {
        const file = await findFile(ctx, request);
        if (file === null) return next();
        await send(ctx, file, response);
      })
      .catch((error: unknown) => {
        if (!response.headersSent) return next(error);
        // The length was promised, so the browser knows that the file is not whole.
        log.warn({ err: error, requestId: locals.requestId }, 'a file was not sent to its end');
        response.destroy();
      });
  };
}

const hidden: ReadonlySet<ErrorCode> = new Set([
  'EXPORT_NOT_FOUND',
  'UNAUTHENTICATED',
  'FORBIDDEN',
] as const);

interface FoundFile {
  exportId: number;
  fileName: string;
  bytes: number;
}

/** Null for what is not there for this reader. A HEAD asks without taking. */
async function findFile(ctx: RequestContext, request: Request): Promise<FoundFile | null> {
  const exportId = Number(request.params['id']);
  const caller = appRouter.createCaller(ctx).export;
  try {
    if (request.method === 'GET') return { exportId, ...(await caller.download({ exportId })) };
    const { state, fileName, bytes } = await caller.get({ exportId });
    return state === 'ready' ? { exportId, fileName, bytes } : null;
  } catch (thrown) {
    const { code, cause } = getTRPCErrorFromUnknown(thrown);
    const isHidden = cause instanceof AppError && hidden.has(cause.code);
    if (code === 'BAD_REQUEST' || isHidden) return null;
    throw cause ?? thrown;
  }
}

async function send(ctx: RequestContext, file: FoundFile, response: Response): Promise<void> {
  const { fileName, bytes } = file;
  const extension = fileName.split('.').at(-1) as ExportFormat;
  response.setHeader('Content-Type', contentTypes[extension]);
  response.setHeader('Content-Length', bytes);
  response.setHeader('Accept-Ranges', 'none');
  response.setHeader('Content-Disposition', dispositionOf(fileName));
  if (response.req.method === 'HEAD') return void response.end();
  await pipeline(Readable.from(readPieces(ctx.db, file)), response);
}

/** RFC 6266: the name in UTF-8, and one that any client understands. */
function dispositionOf(fileName: string): string {
  const plain = `export.${fileName.split('.').at(-1) ?? ''}`;
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
