import type { ComboboxItem, OptionsFilter } from '@mantine/core';
import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Format } from '#app/i18n/format.ts';
import { useFormat, useLanguage } from '#app/i18n/format.ts';
import type { FieldValue } from '#server/shared/customer-fields.ts';
import { countryCodes, languageCodes, timeZones } from '#server/shared/iso-codes.ts';
import type { InputParts } from './input-parts.ts';

type PlaceFieldName = 'country' | 'language' | 'timeZone';

interface Props {
  field: PlaceFieldName;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  parts: InputParts;
}

interface Place extends ComboboxItem {
  /** Also found by this, in lower case. */
  alias: string;
}

/** A long list of names in the reader's language: one types a part of the name or the code itself. */
export function PlaceField({ field, value, onChange, parts }: Props) {
  const { t } = useTranslation('customer');
  const code = value === null ? null : String(value);
  const [isWanted, setWanted] = useState(false);
  const places = usePlaces(field, code, isWanted);
  return (
    <Select
      {...parts}
      value={code}
      data={places}
      onChange={onChange}
      // Emptied by hand is not given: the same as the cross does, for the keyboard.
      onSearchChange={(search) => {
        if (search === '' && code !== null && isWanted) onChange(null);
      }}
      searchable
      clearable
      allowDeselect={false}
      selectFirstOptionOnChange
      filter={byNameOrCode}
      limit={300}
      maxDropdownHeight={280}
      nothingFoundMessage={t('fieldInput.nothingFound')}
      onFocus={() => setWanted(true)}
      onBlur={() => setWanted(false)}
      autoComplete="off"
      {...(field === 'timeZone' ? { renderOption: TimeZoneOption } : {})}
    />
  );
}

/** All places once they are wanted; before, the present one alone. */
function usePlaces(field: PlaceFieldName, code: string | null, isWanted: boolean): Place[] {
  const format = useFormat();
  const language = useLanguage();
  return useMemo(() => {
    const present = code === null ? [] : [placeOf(field, code, format)];
    if (!isWanted) return present;
    const others = codesOf(field).filter((other) => other !== code);
    return [...present, ...others.map((other) => placeOf(field, other, format))].sort((a, b) =>
      a.label.localeCompare(b.label, language),
    );
  }, [field, code, format, language, isWanted]);
}

function codesOf(field: PlaceFieldName): readonly string[] {
  if (field === 'country') return countryCodes;
  return field === 'language' ? languageCodes : timeZones;
}

function placeOf(field: PlaceFieldName, code: string, format: Format): Place {
  const label =
    field === 'country'
      ? format.country(code)
      : field === 'language'
        ? format.languageName(code)
        : code.replaceAll('_', ' ');
  const alias = field === 'timeZone' ? timeZoneAlias(code, format) : code;
  return { value: code, label, alias: alias.toLowerCase() };
}

function timeZoneAlias(zone: string, format: Format): string {
  try {
    return format.timeZone(zone);
  } catch {
    // A zone that this browser does not know is shown by its name alone.
    return '';
  }
}

const byNameOrCode: OptionsFilter = ({ options, search }) => {
  const wanted = search.trim().toLowerCase();
  const found = (options as Place[]).filter(
    ({ label, alias }) => label.toLowerCase().includes(wanted) || alias.includes(wanted),
  );
  // What begins with the text, or is its code, comes before what merely contains it.
  const rank = ({ label, alias }: Place) =>
    alias === wanted || label.toLowerCase().startsWith(wanted) ? 0 : 1;
  return found.sort((a, b) => rank(a) - rank(b));
};

function TimeZoneOption({ option }: { option: ComboboxItem }) {
  const format = useFormat();
  return (
    <span className="t-two-lines">
      <span>{option.label}</span>
      <span>{timeZoneAlias(option.value, format)}</span>
    </span>
  );
}
