import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { nameOf, valueOf } from './edit/form-values.ts';
import { useValueText } from './edit/value-text.ts';
import { useFieldLabel } from './fields/field-label.ts';

export interface ShownField {
  /** Null for a fact that nobody edits. */
  field: EditableField | null;
  label: string;
  /** Null when it is not given. */
  value: string | null;
  copy?: { value: string; label: string };
  href?: string;
  /** Left out while it is not given and nobody edits it. */
  isSpare: boolean;
}

type GroupName =
  'identity' | 'contacts' | 'address' | 'access' | 'legal' | 'organization' | 'comment';

export interface FieldGroup {
  name: GroupName;
  title: string;
  fields: ShownField[];
  isWide: boolean;
}

const fieldsOf: Record<GroupName, readonly EditableField[]> = {
  identity: ['lastName', 'firstName', 'middleName', 'gender', 'birthday'],
  contacts: ['email', 'phone', 'language', 'timeZone'],
  address: ['country', 'region', 'city', 'addressLine1', 'addressLine2', 'postalCode'],
  access: ['login'],
  legal: ['legalType', 'legalName', 'taxNumber'],
  organization: ['organizationId', 'salesRepresentativeId', 'website', 'tags'],
  comment: ['comment'],
};
const groupNames = Object.keys(fieldsOf) as GroupName[];

/** The customer's facts as they stand on the page: grouped, in words, in the reader's formats. */
export function useFieldGroups(customer: CustomerDto): FieldGroup[] {
  const { t } = useTranslation('customer');
  const shown = useShownField(customer);
  const access = useAccess(customer);
  return groupNames.map((name) => ({
    name,
    title: t(`group.${name}`),
    fields: [...fieldsOf[name].map(shown), ...(name === 'access' ? access : [])],
    isWide: name === 'comment',
  }));
}

function useShownField(customer: CustomerDto): (field: EditableField) => ShownField {
  const { t } = useTranslation('customer');
  const fieldLabel = useFieldLabel();
  const valueText = useValueText();
  const { email, phone, tags } = customer;
  return (field) => {
    const named = { name: nameOf(customer, field), tags };
    const value = valueText(field, valueOf(customer, field), named);
    const shown = { field, label: fieldLabel(field), value, isSpare: isSpare(customer, field) };
    if (field === 'email') {
      const copy = { value: email, label: t('action.copyEmail') };
      return { ...shown, href: `mailto:${email}`, copy };
    }
    if (field === 'phone' && phone !== null) {
      const copy = { value: phone, label: t('action.copyPhone') };
      return { ...shown, href: `tel:${phone}`, copy };
    }
    return shown;
  };
}

/** A second line of the address is rare, and a person has no name of a firm to miss. */
function isSpare({ legalType }: CustomerDto, field: EditableField): boolean {
  return field === 'addressLine2' || (field === 'legalName' && legalType === 'person');
}

function useAccess(customer: CustomerDto): ShownField[] {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const { lastSignInAt, emailConfirmed, passwordStatus, registeredAt } = customer;
  const facts = [
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
  return facts.map((fact) => ({ ...fact, field: null, isSpare: false }));
}
