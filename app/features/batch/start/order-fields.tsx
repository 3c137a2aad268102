import { Select, TextInput, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { trpc } from '#app/lib/trpc.ts';
import { lockReasonLength } from '#server/features/customer/schema.ts';
import type { OrderedAction } from '../batch-rights.ts';
import type { OrderForm } from './use-order-form.ts';

interface Props {
  action: OrderedAction;
  count: number;
  form: OrderForm;
}

export function OrderFields({ action, count, form }: Props) {
  switch (action) {
    case 'lock':
      return <LockFields form={form} />;
    case 'addTag':
    case 'removeTag':
      return <TagField form={form} />;
    case 'remove':
      return <TotalField count={count} form={form} />;
    case 'unlock':
      return null;
  }
}

function LockFields({ form }: Pick<Props, 'form'>) {
  const { t } = useTranslation('batch');
  return (
    <>
      <Textarea
        data-autofocus
        label={t('field.reason')}
        description={t('field.reasonHint')}
        required
        autosize
        minRows={2}
        maxRows={6}
        maxLength={lockReasonLength.max}
        key={form.key('reason')}
        {...form.getInputProps('reason')}
      />
      <Textarea
        label={t('field.message')}
        description={t('field.messageHint')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={lockReasonLength.max}
        key={form.key('message')}
        {...form.getInputProps('message')}
      />
    </>
  );
}

/** All tags of the company are few: read once, found by any part of the caption right here. */
function TagField({ form }: Pick<Props, 'form'>) {
  const { t } = useTranslation('batch');
  const { data = [] } = trpc.tag.list.useQuery({}, { staleTime: 30_000 });
  return (
    <Select
      data-autofocus
      label={t('field.tag')}
      required
      searchable
      openOnFocus={false}
      allowDeselect={false}
      maxDropdownHeight={240}
      nothingFoundMessage={t('field.noTags')}
      data={data.map(({ id, caption }) => ({ value: String(id), label: caption }))}
      renderOption={({ option }) => (
        <span>
          <span
            className="t-tag-dot"
            style={{ background: data.find(({ id }) => String(id) === option.value)?.color }}
            aria-hidden="true"
          />
          {option.label}
        </span>
      )}
      key={form.key('tagId')}
      {...form.getInputProps('tagId')}
    />
  );
}

function TotalField({ count, form }: Pick<Props, 'count' | 'form'>) {
  const { t } = useTranslation('batch');
  const formatted = useFormat().number(count);
  return (
    <TextInput
      data-autofocus
      label={t('field.total', { formatted })}
      inputMode="numeric"
      autoComplete="off"
      maxLength={20}
      key={form.key('total')}
      {...form.getInputProps('total')}
    />
  );
}
