import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCallback, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#app/lib/session.ts';
import { isoDayIn, LocaleContext } from './format.ts';

/** A zone's name as people read it. */
export function zoneName(zone: string): string {
  return zone.replaceAll('_', ' ');
}

/** What is written inside is in the company's time: documents, whose totals are of its days. */
export function CompanyTime({ children }: { children: ReactNode }) {
  const { timeZone } = useSession().company;
  const locale = useContext(LocaleContext);
  const ofCompany = useMemo(() => ({ ...locale, timeZone }), [locale, timeZone]);
  return <LocaleContext.Provider value={ofCompany}>{children}</LocaleContext.Provider>;
}

/** The calendar day of an instant as the company counts it, YYYY-MM-DD. */
export function useCompanyDay(): (iso: string) => string {
  const { timeZone } = useSession().company;
  return useCallback((iso) => isoDayIn(timeZone, new Date(iso)), [timeZone]);
}

/** Says whose days or times these are, to a reader who lives by another zone. */
export function CompanyTimeNote({ of }: { of: 'days' | 'times' }) {
  const { t } = useTranslation('common');
  const { company, timeZone } = useSession();
  if (timeZone === company.timeZone) return null;
  return (
    <Text size="sm" c="dimmed">
      {t(`companyTime.${of}`, { zone: zoneName(company.timeZone) })}
    </Text>
  );
}
