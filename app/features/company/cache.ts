/**
 * Keeps what the company has set current: on its own page, and in what every page is built from.
 * Invariant: settings only ever move to a newer version. Whoever missed one asks anew.
 */
import { cachedQueries, newness } from '#app/lib/cached-queries.ts';
import { companyFaceKey } from '#app/lib/company-face.ts';
import type { SeenFace } from '#app/lib/company-face.ts';
import type { EventContext } from '#app/realtime/event-handler.ts';
import { noteSaved } from '#app/realtime/last-saved.ts';
import type { CompanyDto, CompanySettings } from '#server/features/company/schema.ts';
import type { EventOf, TandemEvent } from '#server/features/event/schema.ts';
import type { FieldChange } from '#server/shared/event.ts';

export function companyEventHandler(event: TandemEvent, { queryClient }: EventContext): void {
  if (event.type !== 'company.edited') return;
  noteSaved(event);
  const { version, data } = event;
  queryClient.setQueryData<SeenFace>(companyFaceKey, (known) =>
    known && known.version >= version ? known : { version, face: data.face },
  );
  for (const { key, data: company } of cachedQueries<unknown, CompanyDto>(queryClient, [
    'company',
    'get',
  ])) {
    const isNew = newness(version, company.version);
    if (isNew === 'next') queryClient.setQueryData(key, patched(company, event));
    if (isNew === 'gap') void queryClient.invalidateQueries({ queryKey: key, exact: true });
  }
}

function patched(company: CompanyDto, event: EventOf<'company.edited'>): CompanyDto {
  const settings = event.changes
    .filter(({ field }) => !field.includes('.'))
    .reduce<CompanySettings>(withChange, { ...company.settings, ...event.data.face });
  return { ...company, version: event.version, settings };
}

function withChange(
  settings: CompanySettings,
  { field, new: value }: FieldChange,
): CompanySettings {
  return { ...settings, [field]: value };
}
