import { ActionIcon, Group, NativeSelect } from '@mantine/core';
import { IconSortAscending, IconSortDescending } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ListCustomersQuery } from '#server/features/customer/schema.ts';
import type { CustomerSortKey } from '#server/shared/customer-filter.ts';
import { customerSortKeys } from '#server/shared/customer-filter.ts';

type Sorting = Pick<ListCustomersQuery, 'sort' | 'direction'>;

interface Props {
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
}

/** Sorting where rows are cards and have no heads to press. */
export function CustomersSort({ sorting: { sort, direction }, onSort }: Props) {
  const { t } = useTranslation('customer');
  const isAscending = direction === 'asc';
  const Icon = isAscending ? IconSortAscending : IconSortDescending;
  return (
    <Group gap="xs" wrap="nowrap" className="t-customers-sorting">
      <NativeSelect
        style={{ flex: 1 }}
        aria-label={t('list.sort')}
        value={sort}
        data={customerSortKeys.map((key) => ({ value: key, label: t(`column.${key}`) }))}
        onChange={({ currentTarget }) =>
          onSort({ sort: asSortKey(currentTarget.value), direction })
        }
      />
      <ActionIcon
        variant="default"
        size={36}
        aria-label={isAscending ? t('list.ascending') : t('list.descending')}
        onClick={() => onSort({ sort, direction: isAscending ? 'desc' : 'asc' })}
      >
        <Icon size={18} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
    </Group>
  );
}

function asSortKey(value: string): CustomerSortKey {
  return customerSortKeys.find((key) => key === value) ?? 'id';
}
