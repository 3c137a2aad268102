/** Who wrote in a customer's activity. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { ListAuthorsInput, AuthorDto } from '../schema.ts';

export function listAuthors(_ctx: UseCaseContext, _input: ListAuthorsInput): Promise<AuthorDto[]> {
  return Promise.reject(new Error('under construction'));
}
