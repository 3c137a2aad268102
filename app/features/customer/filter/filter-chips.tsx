import { Group, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerFilter } from '#server/shared/customer-filter.ts';
import { activeParts, useFilterWords, withoutPart } from './filter-words.ts';
import './filter.css';

interface Props {
  filter: CustomerFilter;
  onChange: (filter: CustomerFilter) => void;
  /** Where the keyboard's place goes when the last chip has gone. */
  onEmptied?: () => void;
}

/** What the list is narrowed to, each part with a way out of it. */
export function FilterChips({ filter, onChange, onEmptied }: Props) {
  const { t } = useTranslation('customer');
  const words = useFilterWords(filter);
  const group = useRef<HTMLDivElement>(null);
  const active = activeParts(filter);
  if (active.length === 0) return null;

  // The chip goes with its filter: the place of the keyboard is then at the next one, or before.
  const remove = (index: number) => {
    const buttons = [...(group.current?.querySelectorAll('button') ?? [])];
    const isLast = active.length === 1;
    const neighbour = buttons[index === active.length - 1 ? index - 1 : index + 1];
    if (isLast) onEmptied?.();
    else neighbour?.focus();
    const part = active[index];
    if (part !== undefined) onChange(withoutPart(filter, part));
  };
  return (
    <Group gap="xs" role="group" aria-label={t('filter.active')} ref={group}>
      {active.map((part, index) => (
        <UnstyledButton
          key={part}
          className="t-chip tabular"
          aria-label={t('filter.remove', { filter: words(part) })}
          onClick={() => remove(index)}
        >
          <span className="t-chip-words">{words(part)}</span>
          <IconX size={14} stroke={1.5} aria-hidden="true" />
        </UnstyledButton>
      ))}
      <UnstyledButton
        className="t-chips-reset"
        onClick={() => {
          onEmptied?.();
          onChange({});
        }}
      >
        {t('filter.resetAll')}
      </UnstyledButton>
    </Group>
  );
}
