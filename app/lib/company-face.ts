import { skipToken, useQuery } from '@tanstack/react-query';
import type { CompanyFace } from '#server/features/company/schema.ts';
import type { SessionDto } from '#server/features/session/schema.ts';

/** What an event told of the company, for pages that are open. */
export interface SeenFace {
  version: number;
  face: CompanyFace;
}

export const companyFaceKey = ['companyFace'] as const;

/** The session as it is now: the company may have been set otherwise since the page was made. */
export function useCurrentSession(session: SessionDto): SessionDto {
  const { data: seen } = useQuery<SeenFace>({ queryKey: companyFaceKey, queryFn: skipToken });
  if (seen === undefined || seen.version <= session.company.version) return session;
  const company = { ...session.company, ...seen.face, version: seen.version };
  return { ...session, company };
}
