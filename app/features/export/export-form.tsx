import { Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { exportFormats } from '#server/shared/export-format.ts';
import type { ExportFormat } from '#server/shared/export-format.ts';
import type { Exported } from './exported.ts';
import type { ExportChoice, ExportValues } from './use-export-choice.ts';
import { countOf } from './use-export-choice.ts';

interface Props {
  what: Exported;
  choice: ExportChoice;
}

export function ExportForm({ what, choice }: Props) {
  const { t } = useTranslation('export');
  const { values, change } = choice;
  return (
    <Stack gap="md">
      <Whom what={what} choice={choice} />
      <Radio.Group
        label={t('format')}
        value={values.format}
        onChange={(format) => change({ format: format as ExportFormat })}
      >
        <Stack gap={6} mt={6}>
          {exportFormats.toReversed().map((format) => (
            <Radio
              key={format}
              value={format}
              label={`.${format}`}
              description={t(`formats.${format}`)}
              {...(format === values.format ? { 'data-autofocus': true } : {})}
            />
          ))}
        </Stack>
      </Radio.Group>
      {what.kind === 'customers' ? <Columns what={what} choice={choice} /> : null}
    </Stack>
  );
}

/** The number is always stated; where there is a choice, for each side of it. */
function Whom({ what, choice }: Props) {
  const { t } = useTranslation('export');
  const countText = useCountText(what);
  if (what.kind === 'batch') {
    return <Text size="sm">{t('verdicts', { formatted: countText('matching') })}</Text>;
  }
  const matching = t('matching', { formatted: countText('matching') });
  if (what.chosen === null) return <Text size="sm">{matching}</Text>;
  return (
    <Radio.Group
      label={t('whom')}
      value={choice.values.whom}
      onChange={(whom) => choice.change({ whom: whom as ExportValues['whom'] })}
    >
      <Stack gap={6} mt={6}>
        <Radio value="chosen" label={t('chosen', { formatted: countText('chosen') })} />
        <Radio value="matching" label={matching} />
      </Stack>
    </Radio.Group>
  );
}

function useCountText(what: Exported): (whom: ExportValues['whom']) => string {
  const { t } = useTranslation('export');
  const format = useFormat();
  return (whom) => {
    const { count, isAtLeast } = countOf(what, { whom });
    if (count === null) return '…';
    return isAtLeast ? t('atLeast', { formatted: format.number(count) }) : format.number(count);
  };
}

function Columns({ what, choice }: Props & { what: Extract<Exported, { kind: 'customers' }> }) {
  const { t } = useTranslation('export');
  const format = useFormat();
  return (
    <Radio.Group
      label={t('columns')}
      value={choice.values.columns}
      onChange={(columns) => choice.change({ columns: columns as ExportValues['columns'] })}
    >
      <Stack gap={6} mt={6}>
        <Radio value="documented" label={t('documented')} description={t('documentedHint')} />
        <Radio
          value="shown"
          label={t('shown', { formatted: format.number(what.columns.length) })}
          description={t('shownHint')}
        />
      </Stack>
    </Radio.Group>
  );
}
