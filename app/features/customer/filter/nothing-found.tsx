import { Button, Stack, Text } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#app/components/states.tsx';
import type { CustomerQuestion } from '#server/shared/customer-filter.ts';
import { activeParts, useFilterWords, withoutPart } from './filter-words.ts';

type Asked = Pick<CustomerQuestion, 'search' | 'filter'>;

interface Props extends Asked {
  onChange: (asked: Partial<Asked>) => void;
}

/** Nobody is like that: says what was asked for, and offers to ask for less. */
export function NothingFound({ search, filter, onChange }: Props) {
  const { t } = useTranslation(['customer', 'common']);
  const words = useFilterWords(filter);
  const active = activeParts(filter);
  if (active.length === 0) {
    return (
      <EmptyState
        icon={IconSearchOff}
        title={t('list.nothingTitle', { search })}
        description={t('list.nothingText')}
        action={
          <Button variant="default" mt="xs" onClick={() => onChange({ search: '' })}>
            {t('common:action.clearSearch')}
          </Button>
        }
      />
    );
  }
  const asked = [
    ...(search === ''
      ? []
      : [{ words: t('filter.searchFor', { search }), without: { search: '' } }]),
    ...active.map((part) => ({
      words: words(part),
      without: { filter: withoutPart(filter, part) },
    })),
  ];
  return (
    <EmptyState
      icon={IconSearchOff}
      title={t('filter.nothingTitle')}
      description={<Text c="dimmed">{t('filter.nothingText')}</Text>}
      action={
        <Stack gap="xs" mt="xs" align="center">
          {asked.length < 2
            ? null
            : asked.map(({ words: part, without }) => (
                <Button key={part} variant="default" size="sm" onClick={() => onChange(without)}>
                  {t('filter.drop', { filter: part })}
                </Button>
              ))}
          <Button variant="light" size="sm" onClick={() => onChange({ search: '', filter: {} })}>
            {asked.length < 2
              ? t('filter.drop', { filter: asked[0]?.words ?? '' })
              : t('filter.dropAll')}
          </Button>
        </Stack>
      }
    />
  );
}
