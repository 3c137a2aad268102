/** Requests as they are, without a client's good manners: whichever headers, method and body. */
import { randomUUID } from 'node:crypto';
import type { TestApp } from './app.ts';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** Our code of the error, or null. */
  code: string | null;
}

export interface RawRequest {
  method?: string;
  /** Undefined takes a header away that would stand there otherwise. */
  headers?: Record<string, string | undefined>;
  body?: BodyInit;
}

/** JSON from the own origin unless told otherwise. */
export async function send(
  app: Pick<TestApp, 'origin'>,
  path: string,
  request: RawRequest = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = request;
  const all = { origin: app.origin, 'content-type': 'application/json', ...headers };
  const given = Object.entries<string | undefined>(all).flatMap(
    ([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]),
  );
  const response = await fetch(`${app.origin}${path}`, {
    method,
    headers: given,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, code: errorCodeIn(text) };
}

export function call(
  app: Pick<TestApp, 'origin'>,
  procedure: string,
  input: unknown,
  headers: RawRequest['headers'] = {},
): Promise<Answer> {
  const body = JSON.stringify(input);
  return send(app, `/trpc/${procedure}`, { method: 'POST', headers, body });
}

export function query(
  app: Pick<TestApp, 'origin'>,
  procedure: string,
  input: unknown,
  headers: RawRequest['headers'] = {},
): Promise<Answer> {
  const search = new URLSearchParams({ input: JSON.stringify(input) });
  return send(app, `/trpc/${procedure}?${search.toString()}`, { headers });
}

export const newKey = (): string => randomUUID();

function errorCodeIn(text: string): string | null {
  return /"data":\{"code":"(\w+)"/.exec(text)?.[1] ?? null;
}
