import { Anchor, Button, Checkbox, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { ChangedRowDto, SelectionCheckDto } from '#server/features/batch/schema.ts';
import type { Included } from './use-start.ts';

interface Props {
  check: SelectionCheckDto;
  included: Included;
  onChange: (included: Included) => void;
}

/** Who changed since the selection: each is skipped unless one looked and says otherwise. */
export function ChangedList({ check, included, onChange }: Props) {
  const { t } = useTranslation('batch');
  const format = useFormat();
  const { changed, changedCount, goneCount } = check;
  const rest = changedCount - changed.length;
  const change = ({ customerId, version }: ChangedRowDto, isIncluded: boolean) => {
    const next = new Map(included);
    if (isIncluded) next.set(customerId, version);
    else next.delete(customerId);
    onChange(next);
  };
  const all = () => new Map(changed.map(({ customerId, version }) => [customerId, version]));
  return (
    <>
      {changed.length > 1 ? (
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => onChange(all())}>
            {t('changed.includeAll')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => onChange(new Map())}>
            {t('changed.skipAll')}
          </Button>
        </Group>
      ) : null}
      {changed.length > 0 ? (
        <ul className="t-changed-list" aria-label={t('changed.list')} tabIndex={0}>
          {changed.map((row) => (
            <ChangedRow
              key={row.customerId}
              row={row}
              isIncluded={included.has(row.customerId)}
              onChange={(isIncluded) => change(row, isIncluded)}
            />
          ))}
        </ul>
      ) : null}
      {rest > 0 ? (
        <Text size="sm">{t('changed.rest', { count: rest, formatted: format.number(rest) })}</Text>
      ) : null}
      {goneCount > 0 ? (
        <Text size="sm">
          {t('changed.gone', { count: goneCount, formatted: format.number(goneCount) })}
        </Text>
      ) : null}
    </>
  );
}

interface RowProps {
  row: ChangedRowDto;
  isIncluded: boolean;
  onChange: (isIncluded: boolean) => void;
}

function ChangedRow({ row, isIncluded, onChange }: RowProps) {
  const { t } = useTranslation('batch');
  const format = useFormat();
  const whatWords = useWhatWords();
  const { customerId, login, name } = row;
  return (
    <li className="t-changed-row">
      <div>
        <Text size="sm" fw={500}>
          {name}{' '}
          <Text component="span" size="sm" c="dimmed">
            {login}
          </Text>
        </Text>
        <Text size="sm" c="dimmed">
          {t('changed.by', {
            what: whatWords(row.type),
            by: row.by?.name ?? t('changed.system'),
            at: format.dateTime(row.at),
          })}
        </Text>
      </div>
      <Group gap="md" wrap="nowrap">
        <Anchor
          size="sm"
          href={`/customers/${String(customerId)}`}
          target="_blank"
          rel="noreferrer"
          aria-label={t('changed.lookAt', { name })}
        >
          {t('changed.look')}
        </Anchor>
        <Checkbox
          label={t('changed.include')}
          aria-label={t('changed.includeName', { name })}
          checked={isIncluded}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      </Group>
    </li>
  );
}

const told = [
  'customer.edited',
  'customer.locked',
  'customer.unlocked',
  'operation.deposited',
  'operation.withdrawn',
  'operation.refunded',
  'operation.reversed',
] as const;

/** What happened to the customer last, by its event's type. */
function useWhatWords(): (type: string) => string {
  const { t } = useTranslation('batch');
  return (type) => {
    const known = told.find((each) => each === type);
    return known === undefined ? t('what.other') : t(`what.${known}`);
  };
}
