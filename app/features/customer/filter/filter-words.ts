import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { useDaysCaption } from '#app/i18n/use-days-caption.ts';
import type { CustomerFilter } from '#server/shared/customer-filter.ts';
import { useFilterNames } from './filter-names.ts';
import { textFilters } from './read-filter.ts';

/** What is told and taken away as one: two bounds of the same thing belong together. */
const parts = {
  id: ['id'],
  login: ['login'],
  lastName: ['lastName'],
  email: ['email'],
  phone: ['phone'],
  city: ['city'],
  registered: ['registeredPreset', 'registeredFrom', 'registeredTo'],
  statuses: ['statuses'],
  tags: ['tagIds'],
  organization: ['organizationId'],
  country: ['country'],
  balance: ['balanceFrom', 'balanceTo'],
  onlyActive: ['onlyActive'],
} as const satisfies Record<string, readonly (keyof CustomerFilter)[]>;

export type FilterPart = keyof typeof parts;

/** The parts that are asked for, in the order of the panel. */
export function activeParts(filter: CustomerFilter): FilterPart[] {
  return (Object.keys(parts) as FilterPart[]).filter((part) =>
    parts[part].some((name) => filter[name] !== undefined),
  );
}

export function withoutPart(filter: CustomerFilter, part: FilterPart): CustomerFilter {
  const gone: readonly string[] = parts[part];
  return Object.fromEntries(Object.entries(filter).filter(([name]) => !gone.includes(name)));
}

/** "Status: locked, not confirmed", "Balance: from 100.00 ₴": each part in the reader's words. */
export function useFilterWords(filter: CustomerFilter): (part: FilterPart) => string {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const daysCaption = useDaysCaption();
  const names = useFilterNames(filter);

  function registered(): string {
    const { registeredPreset, registeredFrom, registeredTo } = filter;
    if (registeredPreset !== undefined) return t(`filter.presets.${registeredPreset}`);
    return daysCaption({
      ...(registeredFrom === undefined ? {} : { from: registeredFrom }),
      ...(registeredTo === undefined ? {} : { to: registeredTo }),
    });
  }

  function balance(): string {
    const { balanceFrom, balanceTo } = filter;
    const from = balanceFrom === undefined ? '' : format.money(balanceFrom);
    const to = balanceTo === undefined ? '' : format.money(balanceTo);
    if (to === '') return t('filter.atLeast', { amount: from });
    if (from === '') return t('filter.atMost', { amount: to });
    return from === to ? from : t('filter.between', { from, to });
  }

  function valueOf(part: FilterPart): string {
    if (part === 'registered') return registered();
    if (part === 'balance') return balance();
    if (part === 'statuses') {
      return (filter.statuses ?? []).map((status) => t(`status.${status}`)).join(', ');
    }
    if (part === 'tags') return (filter.tagIds ?? []).map(names.tagName).join(', ');
    if (part === 'organization') return names.organizationName(filter.organizationId ?? 0);
    if (part === 'country') return format.country(filter.country ?? '');
    if (part === 'id') return String(filter.id ?? '');
    const text = textFilters.find((name) => name === part);
    return text === undefined ? '' : (filter[text] ?? '');
  }

  return (part) =>
    part === 'onlyActive'
      ? t('filter.onlyActive')
      : t('filter.chip', { name: t(`filter.name.${part}`), value: valueOf(part) });
}
