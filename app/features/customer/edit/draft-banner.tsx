import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { useNow } from '#app/i18n/use-now.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { DraftDto } from '#server/features/draft/schema.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { useFieldLabel } from '../fields/field-label.ts';
import { isSame, valueOf } from './form-values.ts';

export type DraftFields = DraftDto['fields'];

interface Props {
  customer: CustomerDto;
  fields: DraftFields;
  updatedAt: string;
  /** Null while the form is on its way. */
  onContinue: (() => void) | null;
  onDiscard: (() => void) | null;
}

/** What was typed here another time and not saved: taken up again, or thrown away. */
export function DraftBanner({ customer, fields, updatedAt, onContinue, onDiscard }: Props) {
  const { t } = useTranslation('customer');
  const fieldLabel = useFieldLabel();
  const at = useWhen(updatedAt);
  const names = fields.map(({ field }) => fieldLabel(field).toLocaleLowerCase()).join(', ');
  const moved = fields
    .filter(({ field, base }) => field !== 'tags' && !isSame(base, valueOf(customer, field)))
    .map(({ field }) => field);
  return (
    <section className="t-draft-banner no-print" aria-label={t('edit.draft')}>
      <div>
        <Text size="sm" fw={500}>
          {t('edit.draftTitle', { at, fields: names })}
        </Text>
        {moved.map((field) => (
          <MovedField key={field} customerId={customer.id} field={field} />
        ))}
      </div>
      <Group gap="xs" wrap="nowrap">
        <Button
          size="compact-md"
          variant="default"
          disabled={onDiscard === null}
          onClick={onDiscard ?? undefined}
        >
          {t('edit.discard')}
        </Button>
        <Button size="compact-md" disabled={onContinue === null} onClick={onContinue ?? undefined}>
          {t('edit.continue')}
        </Button>
      </Group>
    </section>
  );
}

/** Today the time is enough. */
function useWhen(iso: string): string {
  const format = useFormat();
  const today = format.isoDay(new Date(useNow()).toISOString());
  return format.isoDay(iso) === today ? format.time(iso) : format.dateTime(iso);
}

function MovedField({ customerId, field }: { customerId: number; field: EditableField }) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const fieldLabel = useFieldLabel();
  const { data: last } = trpc.event.getLastChange.useQuery({ customerId, field });
  const words = { field: fieldLabel(field) };
  return (
    <Text size="sm" c="dimmed">
      {last == null
        ? t('edit.draftMovedUnknown', words)
        : t('edit.draftMoved', {
            ...words,
            by: last.author?.name ?? t('edit.system'),
            at: format.dateTime(last.at),
          })}
    </Text>
  );
}
