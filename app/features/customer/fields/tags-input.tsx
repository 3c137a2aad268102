import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '#app/lib/trpc.ts';
import type { TagDto } from '#server/features/tag/schema.ts';
import { useFieldLabel } from './field-label.ts';
import { useFirstFocus } from './use-first-focus.ts';
import './fields.css';

interface Props {
  /** The chosen ids. */
  value: readonly number[];
  /** `tags` are all that are known of the chosen ones. */
  onChange: (value: number[], tags: TagDto[]) => void;
  /** Captions and colours of chosen tags, as far as the caller has them. */
  known?: readonly TagDto[] | undefined;
  error?: ReactNode;
  label?: string | null | undefined;
  description?: ReactNode;
  onFocus?: (() => void) | undefined;
  onBlur?: (() => void) | undefined;
  autoFocus?: boolean | undefined;
  readOnly?: boolean | undefined;
  size?: 'xs' | 'sm' | 'md' | undefined;
}

/** Tags as chips: type to find, arrows and Enter choose, Backspace takes the last one away. */
export function TagsInput(props: Props) {
  const { value, onChange, error, description, readOnly = false, size = 'sm' } = props;
  const { t } = useTranslation('customer');
  const fieldLabel = useFieldLabel();
  const name = props.label ?? fieldLabel('tags');
  const root = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useState('');
  const [isWanted, setWanted] = useState(props.autoFocus ?? false);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { chosen, offered, tagOf } = useTags(props, search, isWanted);
  useFirstFocus(root, 'tags', props.autoFocus ?? false);

  const change = (ids: number[]) => onChange(ids, ids.flatMap(tagOf));
  const add = (id: string) => {
    change([...value, Number(id)]);
    setSearch('');
    combobox.resetSelectedOption();
  };
  const remove = (id: number) => change(value.filter((other) => other !== id));
  const onKeyDown = (event: KeyboardEvent) => {
    const last = value.at(-1);
    if (event.key !== 'Backspace' || search !== '' || last === undefined) return;
    event.preventDefault();
    remove(last);
  };
  return (
    <div
      ref={root}
      data-field="tags"
      className="t-field-input"
      onFocus={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) props.onFocus?.();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) props.onBlur?.();
      }}
    >
      <Combobox store={combobox} onOptionSubmit={add} readOnly={readOnly} size={size}>
        <Combobox.DropdownTarget>
          <PillsInput
            label={props.label === null ? null : name}
            description={description}
            error={error}
            size={size}
            onClick={() => combobox.openDropdown()}
          >
            <Pill.Group>
              {chosen.map((tag) => (
                <TagPill key={tag.id} tag={tag} onRemove={readOnly ? null : () => remove(tag.id)} />
              ))}
              <Combobox.EventsTarget>
                <PillsInput.Field
                  {...(props.label === null ? { 'aria-label': name } : {})}
                  value={search}
                  readOnly={readOnly}
                  maxLength={100}
                  autoComplete="off"
                  placeholder={readOnly ? '' : t('fieldInput.addTag')}
                  onChange={({ currentTarget }) => {
                    setSearch(currentTarget.value);
                    combobox.openDropdown();
                    combobox.updateSelectedOptionIndex();
                  }}
                  onFocus={() => {
                    setWanted(true);
                    combobox.openDropdown();
                  }}
                  onBlur={() => {
                    combobox.closeDropdown();
                    setSearch('');
                  }}
                  onKeyDown={onKeyDown}
                />
              </Combobox.EventsTarget>
            </Pill.Group>
          </PillsInput>
        </Combobox.DropdownTarget>
        <Combobox.Dropdown hidden={readOnly}>
          <Combobox.Options mah={240} style={{ overflowY: 'auto' }} aria-label={name}>
            {offered.length === 0 ? (
              <Combobox.Empty>{t('fieldInput.noMoreTags')}</Combobox.Empty>
            ) : (
              offered.map((tag) => (
                <Combobox.Option key={tag.id} value={String(tag.id)}>
                  <Dot color={tag.color} />
                  {tag.caption}
                </Combobox.Option>
              ))
            )}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
}

/** All tags of the company are few: read once, found by any part of the caption right here. */
function useTags({ value, known = [] }: Props, search: string, isWanted: boolean) {
  const { t } = useTranslation('customer');
  const isIncomplete = value.some((id) => !known.some((tag) => tag.id === id));
  const { data = [] } = trpc.tag.list.useQuery(
    {},
    { enabled: isWanted || isIncomplete, staleTime: 30_000 },
  );
  const all = [...known, ...data.filter(({ id }) => !known.some((tag) => tag.id === id))];
  const tagOf = (id: number) => all.filter((tag) => tag.id === id);
  const wanted = search.trim().toLowerCase();
  return {
    tagOf,
    chosen: value.map(
      (id) => tagOf(id)[0] ?? { id, caption: t('page.idLabel', { id }), color: 'transparent' },
    ),
    offered: data.filter(
      ({ id, caption }) => !value.includes(id) && caption.toLowerCase().includes(wanted),
    ),
  };
}

function TagPill({ tag, onRemove }: { tag: TagDto; onRemove: (() => void) | null }) {
  const { t } = useTranslation('customer');
  return (
    <Pill
      className="t-tag-pill"
      withRemoveButton={onRemove !== null}
      {...(onRemove === null ? {} : { onRemove })}
      removeButtonProps={{ 'aria-label': t('fieldInput.removeTag', { caption: tag.caption }) }}
    >
      <Dot color={tag.color} />
      {tag.caption}
    </Pill>
  );
}

function Dot({ color }: { color: string }) {
  return <span className="t-tag-dot" style={{ background: color }} aria-hidden="true" />;
}
