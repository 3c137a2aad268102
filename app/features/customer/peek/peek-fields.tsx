import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Breakable } from '#app/components/breakable.tsx';
import { useFormat } from '#app/i18n/format.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';

/** What one looks for most; what is not given is left out. */
export function PeekFields({ customer }: { customer: CustomerRowDto }) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const { login, email, phone, city, country, organization } = customer;
  const { registeredAt, lastSignInAt } = customer;
  const place = [city, country === null ? null : format.country(country)].filter(Boolean);
  const fields = [
    { name: 'login', value: login },
    { name: 'email', value: <Breakable text={email} /> },
    { name: 'phone', value: phone === null ? null : format.phone(phone) },
    { name: 'city', value: place.length === 0 ? null : place.join(', ') },
    { name: 'organization', value: organization?.name ?? null },
    { name: 'registeredAt', value: format.date(registeredAt) },
    {
      name: 'lastSignInAt',
      value: lastSignInAt === null ? t('value.never') : format.dateTime(lastSignInAt),
    },
  ] as const;
  return (
    <dl className="t-peek-fields">
      {fields
        .filter(({ value }) => value !== null)
        .map(({ name, value }) => (
          <div key={name}>
            <Text component="dt" size="sm" c="dimmed">
              {t(`field.${name}`)}
            </Text>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
