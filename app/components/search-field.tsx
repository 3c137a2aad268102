import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from './shortcuts.ts';
import './search-field.css';

const pauseMs = 300;

interface Props {
  /** What the list was asked for. */
  value: string;
  label: string;
  /** What can be searched for, in a few words. */
  hint: string;
  onSearch: (search: string) => void;
}

/** Search of a list: asks after a pause in typing, or at once on Enter. `/` brings the cursor here. */
export function SearchField({ value, label, hint, onSearch }: Props) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState(value);
  const asked = useRef(value);
  const input = useRef<HTMLInputElement>(null);
  useShortcut({ keys: '/', meaning: label, group: 'list' }, () => input.current?.select());
  const ask = (search: string) => {
    asked.current = search.trim();
    onSearch(search.trim());
  };
  const askLater = useDebouncedCallback(ask, pauseMs);
  const type = (search: string) => {
    setTyped(search);
    askLater(search);
  };
  const askNow = (search: string) => {
    askLater.cancel();
    setTyped(search);
    ask(search);
  };
  // The address changed by other means (back, a link): the field follows, unless one is typing.
  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    setTyped(value);
  }, [value]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    askNow(typed);
  };
  const clear = () => {
    askNow('');
    input.current?.focus();
  };
  return (
    <form role="search" onSubmit={submit} className="t-search">
      <TextInput
        ref={input}
        type="search"
        name="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={hint}
        value={typed}
        maxLength={200}
        autoComplete="off"
        onChange={({ currentTarget }) => type(currentTarget.value)}
        leftSection={<IconSearch size={16} stroke={1.5} aria-hidden="true" />}
        rightSection={
          typed === '' ? (
            <Kbd size="xs" aria-hidden="true">
              /
            </Kbd>
          ) : (
            <CloseButton size="sm" aria-label={t('action.clearSearch')} onClick={clear} />
          )
        }
      />
    </form>
  );
}
