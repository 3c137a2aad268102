import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { OperationDto } from '#server/features/operation/schema.ts';
import { Fact } from './balance-preview.tsx';

/** The operation that is about to be reversed, as it stands in the statement. */
export function OriginalOperation({ operation }: { operation: OperationDto }) {
  const { t } = useTranslation('operation');
  const format = useFormat();
  return (
    <dl className="t-amount-preview" aria-label={t('reverse.original')}>
      <Fact label={t('column.kind')}>
        {t(`kind.${operation.kind}`)}, {format.signedMoney(operation.amount)}
      </Fact>
      <Fact label={t('column.createdAt')}>{format.dateTime(operation.createdAt)}</Fact>
      <Fact label={t('column.note')}>{operation.note}</Fact>
      <Fact label={t('column.author')}>{operation.author?.name ?? t('author.system')}</Fact>
    </dl>
  );
}
