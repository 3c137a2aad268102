import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '#app/components/shortcuts.ts';

const pauseMs = 300;

interface Props {
  value: string;
  onSearch: (search: string) => void;
}

/** Asks after a pause in typing, or at once on Enter. `/` brings the cursor here. */
export function UsersSearch({ value, onSearch }: Props) {
  const { t } = useTranslation('user');
  const [typed, setTyped] = useState(value);
  const asked = useRef(value);
  const input = useRef<HTMLInputElement>(null);
  useShortcut({ keys: '/', meaning: t('list.search'), group: 'everywhere' }, () =>
    input.current?.select(),
  );
  const ask = (search: string) => {
    asked.current = search.trim();
    onSearch(search.trim());
  };
  const askLater = useDebouncedCallback(ask, pauseMs);
  // The address changed by other means (back, a link): the field follows, unless one is typing.
  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    setTyped(value);
  }, [value]);
  const askNow = (search: string) => {
    askLater.cancel();
    setTyped(search);
    ask(search);
  };
  return (
    <form
      role="search"
      className="t-users-search"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        askNow(typed);
      }}
    >
      <TextInput
        ref={input}
        type="search"
        name="search"
        aria-label={t('list.search')}
        aria-keyshortcuts="/"
        placeholder={t('list.searchHint')}
        value={typed}
        maxLength={200}
        autoComplete="off"
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          askLater(currentTarget.value);
        }}
        leftSection={<IconSearch size={16} stroke={1.5} aria-hidden="true" />}
        rightSection={
          typed === '' ? null : (
            <CloseButton
              size="sm"
              aria-label={t('list.clearSearch')}
              onClick={() => {
                askNow('');
                input.current?.focus();
              }}
            />
          )
        }
      />
    </form>
  );
}
