/** Ordering an export over the network and fetching its file, as the list's screen does. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExportDto, StartExportInput } from '#server/features/export/schema.ts';
import { customerQuestion } from '#server/shared/customer-filter.ts';
import type { CustomerQuestionInput } from '#server/shared/customer-filter.ts';
import type { TestUser } from '#tests/support/app.ts';
import { newKey } from '#tests/support/http.ts';

export function matching(question: CustomerQuestionInput = {}): StartExportInput['source'] {
  return { kind: 'matching', question: customerQuestion.parse(question) };
}

export function orderOf(order: Partial<StartExportInput> = {}): StartExportInput {
  return {
    ...{ format: 'csv', columns: 'documented', source: matching(), mutationId: newKey() },
    ...order,
  };
}

export function start(user: TestUser, order: Partial<StartExportInput> = {}): Promise<ExportDto> {
  return user.trpc.export.start.mutate(orderOf(order));
}

/** @throws when it has not come so far within the time */
export async function untilState(
  user: TestUser,
  { id }: Pick<ExportDto, 'id'>,
  state: ExportDto['state'],
  timeoutMs = 60_000,
): Promise<ExportDto> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const dto = await user.trpc.export.get.query({ exportId: id });
    if (dto.state === state) return dto;
    if (Date.now() > deadline) throw new Error(`still ${dto.state}: ${JSON.stringify(dto)}`);
    await sleep(50);
  }
}

export function fetchFile(
  origin: string,
  { cookie }: Pick<TestUser, 'cookie'>,
  { id }: Pick<ExportDto, 'id'>,
): Promise<Response> {
  return fetch(`${origin}/exports/${id}/file`, { headers: { cookie }, redirect: 'manual' });
}

/** The whole way: ordered, written, fetched. */
export async function takeOut(
  origin: string,
  user: TestUser,
  order: Partial<StartExportInput> = {},
): Promise<Buffer> {
  const ready = await untilState(user, await start(user, order), 'ready');
  const answer = await fetchFile(origin, user, ready);
  if (answer.status !== 200) throw new Error(`the file answers ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}
