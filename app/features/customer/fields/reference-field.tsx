import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '#app/lib/trpc.ts';
import type { FieldValue } from '#server/shared/customer-fields.ts';
import type { InputParts } from './input-parts.ts';

const pauseMs = 200;
/** A name that was just given to something new is found soon. */
const staleMs = 30_000;

interface Reference {
  id: number;
  name: string;
}

interface Props {
  field: 'organizationId' | 'salesRepresentativeId';
  value: FieldValue;
  onChange: (value: FieldValue, name?: string) => void;
  /** Of the present value, if it is known. */
  name: string | null;
  parts: InputParts;
}

/** Chooses one of many by a part of its name; the server looks, and answers with a bounded list. */
export function ReferenceField({ field, value, onChange, name, parts }: Props) {
  const { t } = useTranslation('customer');
  const [isWanted, setWanted] = useState(false);
  const [search, setSearch] = useState('');
  const id = typeof value === 'number' ? value : null;
  const chosenName = useNameOf(id, name);
  const wantedText = search === chosenName.text ? '' : search.trim();
  const { found, isFetching, isError } = useFound(
    field,
    wantedText,
    isWanted || chosenName.isMissing,
  );
  const present = id === null ? [] : [{ id, name: chosenName.text }];
  const options = [...(found.some((other) => other.id === id) ? [] : present), ...found];
  return (
    <Select
      {...parts}
      value={id === null ? null : String(id)}
      data={options.map((option) => ({ value: String(option.id), label: option.name }))}
      onChange={(chosen) => {
        const option = options.find((other) => String(other.id) === chosen);
        if (option === undefined) return onChange(null);
        chosenName.remember(option);
        onChange(option.id, option.name);
      }}
      // Emptied by hand is not given: the same as the cross does, for the keyboard.
      onSearchChange={(text) => {
        setSearch(text);
        if (text === '' && id !== null && isWanted) onChange(null);
      }}
      searchable
      clearable
      allowDeselect={false}
      selectFirstOptionOnChange
      // The server has chosen already.
      filter={({ options: all }) => all}
      maxDropdownHeight={280}
      nothingFoundMessage={t(
        isError
          ? 'fieldInput.failed'
          : isFetching
            ? 'fieldInput.searching'
            : 'fieldInput.nothingFound',
      )}
      {...(isFetching && found.length > 0 ? { rightSection: <Loader size={14} /> } : {})}
      onFocus={() => setWanted(true)}
      onBlur={() => setWanted(false)}
      autoComplete="off"
    />
  );
}

/** What the present value is called: as told, as chosen here, or its number for want of a name. */
function useNameOf(id: number | null, name: string | null) {
  const { t } = useTranslation('customer');
  const chosen = useRef<Reference | null>(null);
  const own = chosen.current?.id === id ? chosen.current.name : null;
  return {
    /** It may be among those that the server offers first. */
    isMissing: id !== null && own === null && name === null,
    text: id === null ? '' : (own ?? name ?? t('page.idLabel', { id })),
    remember: (option: Reference) => {
      chosen.current = option;
    },
  };
}

function useFound(field: Props['field'], typed: string, isWanted: boolean) {
  const [search] = useDebouncedValue(typed, pauseMs);
  const options = { placeholderData: keepPreviousData, staleTime: staleMs };
  const isOrganization = field === 'organizationId';
  const organizations = trpc.organization.list.useQuery(
    { search },
    { ...options, enabled: isWanted && isOrganization },
  );
  const users = trpc.user.listOptions.useQuery(
    { search },
    { ...options, enabled: isWanted && !isOrganization },
  );
  const { data = [], isFetching, isError } = isOrganization ? organizations : users;
  return { found: data as Reference[], isFetching, isError };
}
