import { ActionIcon, Button, Group, NativeSelect, Popover } from '@mantine/core';
import { IconCalendar, IconSortAscending, IconSortDescending } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateRangeForm } from '#app/components/date-range-form.tsx';
import { useDaysCaption } from '#app/i18n/use-days-caption.ts';
import { trpc } from '#app/lib/trpc.ts';
import { orderSortKeys } from '#server/features/order/schema.ts';
import type { OrderParams } from './order-params.ts';
import { isNarrowed, statusChoices } from './order-params.ts';

export interface FilterProps {
  params: OrderParams;
  onChange: (change: Partial<OrderParams>) => void;
}

/** Each choice applies at once and stands in the address. */
export function OrdersFilter({ params, onChange }: FilterProps) {
  const { t } = useTranslation('order');
  const cleared = { search: '', status: null, operatorId: null, from: null, to: null };
  return (
    <Group gap="xs" className="t-orders-filter">
      <NativeSelect
        aria-label={t('filter.status')}
        value={params.status ?? ''}
        data={[
          { value: '', label: t('filter.anyStatus') },
          ...statusChoices.map((value) => ({
            value,
            label: value === 'open' ? t('filter.open') : t(`status.${value}`),
          })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onChange({ status: statusChoices.find((choice) => choice === value) ?? null })
        }
      />
      <OperatorSelect params={params} onChange={onChange} />
      <Period params={params} onChange={onChange} />
      {isNarrowed(params) ? (
        <Button variant="subtle" onClick={() => onChange(cleared)}>
          {t('filter.clear')}
        </Button>
      ) : null}
      <CardsSort params={params} onChange={onChange} />
    </Group>
  );
}

/** Active users; one who is not among them (blocked, a long list) keeps their place by number. */
function OperatorSelect({ params: { operatorId }, onChange }: FilterProps) {
  const { t } = useTranslation('order');
  const { data = [] } = trpc.user.listOptions.useQuery({});
  const isKnown = operatorId === null || data.some(({ id }) => id === operatorId);
  const other = { value: String(operatorId), label: t('filter.otherOperator', { id: operatorId }) };
  return (
    <NativeSelect
      aria-label={t('filter.operator')}
      value={operatorId === null ? '' : String(operatorId)}
      data={[
        { value: '', label: t('filter.anyOperator') },
        ...data.map(({ id, name }) => ({ value: String(id), label: name })),
        ...(isKnown ? [] : [other]),
      ]}
      onChange={({ currentTarget: { value } }) =>
        onChange({ operatorId: value === '' ? null : Number(value) })
      }
    />
  );
}

function Period({ params: { from, to }, onChange }: FilterProps) {
  const { t } = useTranslation('order');
  const caption = useDaysCaption();
  const [isOpen, setOpen] = useState(false);
  const isChosen = from !== null || to !== null;
  const days = { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={isChosen ? 'light' : 'default'}
          leftSection={<IconCalendar size={16} stroke={1.5} aria-hidden="true" />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isChosen ? `${t('filter.period')}: ${caption(days)}` : t('filter.period')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filter.period')}>
        <DateRangeForm
          days={days}
          onApply={(chosen) => {
            setOpen(false);
            onChange({ from: chosen.from ?? null, to: chosen.to ?? null });
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Where rows are cards and have no heads to press. */
function CardsSort({ params: { sort, direction }, onChange }: FilterProps) {
  const { t } = useTranslation('order');
  const isAscending = direction === 'asc';
  const Icon = isAscending ? IconSortAscending : IconSortDescending;
  return (
    <Group gap="xs" wrap="nowrap" className="t-orders-sorting">
      <NativeSelect
        style={{ flex: 1 }}
        aria-label={t('list.sort')}
        value={sort}
        data={orderSortKeys.map((key) => ({ value: key, label: t(`column.${key}`) }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({ sort: orderSortKeys.find((key) => key === value) ?? sort })
        }
      />
      <ActionIcon
        variant="default"
        size={36}
        aria-label={isAscending ? t('list.ascending') : t('list.descending')}
        onClick={() => onChange({ direction: isAscending ? 'desc' : 'asc' })}
      >
        <Icon size={18} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
    </Group>
  );
}
