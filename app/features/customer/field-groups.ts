import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';

export interface ShownField {
  label: string;
  /** Null when it is not given. */
  value: string | null;
  copy?: { value: string; label: string };
  href?: string;
}

export interface FieldGroup {
  title: string;
  fields: ShownField[];
  isWide: boolean;
}

type GroupName = 'identity' | 'contacts' | 'address' | 'access' | 'legal' | 'organization';

/** The customer's facts as they stand on the page: grouped, in words, in the reader's formats. */
export function useFieldGroups(customer: CustomerDto): FieldGroup[] {
  const { t } = useTranslation('customer');
  const identity = useIdentity(customer);
  const contacts = useContacts(customer);
  const access = useAccess(customer);
  const legal = useLegal(customer);
  const format = useFormat();
  const { country, region, city, postalCode, addressLine1, addressLine2, comment } = customer;
  const groups: [GroupName, ShownField[]][] = [
    ['identity', identity],
    ['contacts', contacts],
    [
      'address',
      [
        { label: t('field.country'), value: country === null ? null : format.country(country) },
        { label: t('field.region'), value: region },
        { label: t('field.city'), value: city },
        { label: t('field.addressLine1'), value: joined(addressLine1, addressLine2) },
        { label: t('field.postalCode'), value: postalCode },
      ],
    ],
    ['access', access],
    ['legal', legal],
    [
      'organization',
      [
        { label: t('field.organization'), value: customer.organization?.name ?? null },
        {
          label: t('field.salesRepresentative'),
          value: customer.salesRepresentative?.name ?? null,
        },
        { label: t('field.website'), value: customer.website },
      ],
    ],
  ];
  const shown = groups.map(([name, fields]) => ({
    title: t(`group.${name}`),
    fields,
    isWide: false,
  }));
  if (comment === null) return shown;
  const fields = [{ label: t('field.comment'), value: comment }];
  return [...shown, { title: t('group.comment'), fields, isWide: true }];
}

function joined(...parts: (string | null)[]): string | null {
  const given = parts.filter(Boolean);
  return given.length === 0 ? null : given.join(', ');
}

function useIdentity(customer: CustomerDto): ShownField[] {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const { gender, birthday } = customer;
  return [
    { label: t('field.lastName'), value: customer.lastName },
    { label: t('field.firstName'), value: customer.firstName },
    { label: t('field.middleName'), value: customer.middleName },
    { label: t('field.gender'), value: gender === null ? null : t(`value.${gender}`) },
    { label: t('field.birthday'), value: birthday === null ? null : format.day(birthday) },
  ];
}

function useContacts(customer: CustomerDto): ShownField[] {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const { email, phone, language, timeZone } = customer;
  return [
    {
      label: t('field.email'),
      value: email,
      href: `mailto:${email}`,
      copy: { value: email, label: t('action.copyEmail') },
    },
    phone === null
      ? { label: t('field.phone'), value: null }
      : {
          label: t('field.phone'),
          value: format.phone(phone),
          href: `tel:${phone}`,
          copy: { value: phone, label: t('action.copyPhone') },
        },
    {
      label: t('field.language'),
      value: language === null ? null : format.languageName(language),
    },
    { label: t('field.timeZone'), value: timeZone },
  ];
}

function useLegal(customer: CustomerDto): ShownField[] {
  const { t } = useTranslation('customer');
  const { legalType, legalName, taxNumber } = customer;
  const type = { label: t('field.legalType'), value: t(`value.${legalType}`) };
  const tax = { label: t('field.taxNumber'), value: taxNumber };
  // A person has no name of a firm to miss.
  if (legalType === 'person' && legalName === null) return [type, tax];
  return [type, { label: t('field.legalName'), value: legalName }, tax];
}

function useAccess(customer: CustomerDto): ShownField[] {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const { lastSignInAt, emailConfirmed, passwordStatus, registeredAt } = customer;
  return [
    { label: t('field.login'), value: customer.login },
    { label: t('field.registeredAt'), value: format.date(registeredAt) },
    {
      label: t('field.lastSignInAt'),
      value: lastSignInAt === null ? t('value.never') : format.dateTime(lastSignInAt),
    },
    {
      label: t('field.emailConfirmed'),
      value: emailConfirmed ? t('value.yes') : t('value.no'),
    },
    {
      label: t('field.passwordStatus'),
      value: t(passwordStatus === 'active' ? 'value.passwordActive' : 'value.passwordReset'),
    },
    { label: t('field.devicesCount'), value: format.number(customer.devicesCount) },
    { label: t('field.openSessionsCount'), value: format.number(customer.openSessionsCount) },
  ];
}
