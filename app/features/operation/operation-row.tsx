import { ActionIcon, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HighlightedChange } from '#app/components/highlight.tsx';
import { ChangeAuthor, highlightProps } from '#app/components/highlight.tsx';
import { Hint } from '#app/components/hint.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { can } from '#server/features/operation/policy.ts';
import type { OperationDto } from '#server/features/operation/schema.ts';

interface Props {
  operation: OperationDto;
  onReverse: (operation: OperationDto) => void;
  /** Set while this row is a colleague's news. */
  change: HighlightedChange | null;
}

type ColumnName =
  | 'number'
  | 'createdAt'
  | 'kind'
  | 'amount'
  | 'balanceBefore'
  | 'balanceAfter'
  | 'note'
  | 'author'
  | 'order'
  | 'actions';

export function OperationRow({ operation, onReverse, change }: Props) {
  const { t } = useTranslation('operation');
  const format = useFormat();
  return (
    <tr role="row" data-reversed={operation.reversedBy !== null} {...highlightProps(change)}>
      <Cell name="number">{operation.number}</Cell>
      <Cell name="createdAt">{format.dateTime(operation.createdAt)}</Cell>
      <Cell name="kind">
        <Kind operation={operation} />
      </Cell>
      <Cell name="amount">{format.signedMoney(operation.amount)}</Cell>
      <Cell name="balanceBefore">{format.money(operation.balanceBefore)}</Cell>
      <Cell name="balanceAfter">{format.money(operation.balanceAfter)}</Cell>
      <Cell name="note">{operation.note}</Cell>
      <Cell name="author">
        {operation.author?.name ?? t('author.system')}
        <ChangeAuthor change={change} />
      </Cell>
      <Cell name="order">{operation.order?.number ?? null}</Cell>
      <Cell name="actions">
        <ReverseAction operation={operation} onReverse={onReverse} />
      </Cell>
    </tr>
  );
}

function Cell({ name, children }: { name: ColumnName; children: ReactNode }) {
  return (
    <td role="cell" data-column={name}>
      {children}
    </td>
  );
}

function Kind({ operation }: { operation: OperationDto }) {
  const { t } = useTranslation('operation');
  const { kind, reverses, reversedBy } = operation;
  return (
    <>
      {t(`kind.${kind}`)}
      {reverses === null ? null : (
        <Text size="xs" c="dimmed">
          {t('mark.reverses', { number: reverses.number })}
        </Text>
      )}
      {reversedBy === null ? null : (
        <Text size="xs" c="dimmed">
          {t('mark.reversedBy', { number: reversedBy.number })}
        </Text>
      )}
    </>
  );
}

function ReverseAction({ operation, onReverse }: Omit<Props, 'change'>) {
  const { t } = useTranslation('operation');
  const actor = useActor();
  const isOnline = useOnline();
  if (!can.reverse(actor, operation)) return null;
  return (
    <Hint label={isOnline ? t('action.reverse') : t('action.offline')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        className="no-print"
        aria-label={t('action.reverseNamed', { number: operation.number })}
        aria-disabled={!isOnline}
        {...(isOnline ? {} : { 'data-disabled': true })}
        onClick={() => {
          if (isOnline) onReverse(operation);
        }}
      >
        <IconArrowBackUp size={18} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
    </Hint>
  );
}
