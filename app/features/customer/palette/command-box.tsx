import { Loader, Text } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandOption } from './command-option.tsx';
import type { PaletteItem } from './palette-item.ts';
import type { CommandKeys } from './use-command-keys.ts';
import { useCommandKeys } from './use-command-keys.ts';

interface Props extends CommandKeys {
  label: string;
  placeholder: string;
  onType: (typed: string) => void;
  problem: string | null;
  /** What screen readers are told when the lines have changed. */
  summary: string;
  /** How it is used, in the line at the end. */
  hint: string;
}

/** A field and a list of lines; the focus stays in the field, the keys walk through the lines. */
export function CommandBox(props: Props) {
  const { items, typed, isWaiting, problem } = props;
  const listId = useId();
  const { active, onKeyDown, act } = useCommandKeys(props);
  const { t } = useTranslation('palette');
  const field = useRef<HTMLInputElement>(null);
  // One step takes the place of another while the dialog stays: its trap looks only once.
  useEffect(() => field.current?.focus(), []);
  const optionId = (item: PaletteItem) => `${listId}-${item.id}`;
  return (
    <div className="t-palette" onKeyDown={onKeyDown}>
      <div className="t-palette-field">
        <IconSearch size={18} stroke={1.75} aria-hidden="true" />
        <input
          ref={field}
          data-autofocus
          role="combobox"
          aria-label={props.label}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : optionId(active)}
          placeholder={props.placeholder}
          value={typed}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={({ currentTarget }) => props.onType(currentTarget.value)}
        />
        {isWaiting ? <Loader size={16} aria-hidden="true" /> : null}
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={props.label}
        aria-busy={isWaiting}
        className="t-palette-list"
      >
        {sectionsOf(items).map(({ section, lines }) => (
          <Section key={section} section={section}>
            {lines.map((item) => (
              <CommandOption
                key={item.id}
                id={optionId(item)}
                item={item}
                isActive={item === active}
                onAct={(inNewTab) => act(item, inNewTab)}
                onMore={props.onMore === undefined ? null : () => props.onMore?.(item)}
              />
            ))}
          </Section>
        ))}
      </div>
      {problem === null ? null : (
        <Text role="alert" size="sm" c="red" className="t-palette-note">
          {problem}
        </Text>
      )}
      {items.length === 0 && !isWaiting && problem === null ? (
        <Text size="sm" c="dimmed" className="t-palette-note">
          {t('nothing')}
        </Text>
      ) : null}
      <span role="status" className="visually-hidden">
        {props.summary}
      </span>
      <Text size="xs" c="dimmed" className="t-palette-hint">
        {props.hint}
      </Text>
    </div>
  );
}

function Section({ section, children }: { section: PaletteItem['section']; children: ReactNode }) {
  const { t } = useTranslation('palette');
  const headingId = useId();
  return (
    <div role="group" aria-labelledby={headingId}>
      <div id={headingId} role="presentation" className="t-palette-section">
        {t(`section.${section}`)}
      </div>
      {children}
    </div>
  );
}

/** In the order of the lines. */
function sectionsOf(items: readonly PaletteItem[]) {
  const sections = new Map<PaletteItem['section'], PaletteItem[]>();
  for (const item of items) {
    sections.set(item.section, [...(sections.get(item.section) ?? []), item]);
  }
  return [...sections].map(([section, lines]) => ({ section, lines }));
}
