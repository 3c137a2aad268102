import { Checkbox, Group, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { CompanyTimeNote } from '#app/i18n/company-time.tsx';
import type { FieldValue } from '#server/shared/customer-fields.ts';
import type { CustomerFilter } from '#server/shared/customer-filter.ts';
import { customerStatuses, registeredPresets } from '#server/shared/customer-filter.ts';
import { DayField } from '../fields/day-field.tsx';
import type { InputParts } from '../fields/input-parts.ts';
import { PlaceField } from '../fields/place-field.tsx';
import { ReferenceField } from '../fields/reference-field.tsx';
import { TagsInput } from '../fields/tags-input.tsx';
import { useFilterNames } from './filter-names.ts';
import type { TextFilter } from './read-filter.ts';
import type { FilterProblems, TypedFilter } from './typed-filter.ts';

interface Props {
  /** What is applied: its tags and organization have names already. */
  filter: CustomerFilter;
  typed: TypedFilter;
  problems: FilterProblems;
  onType: (change: Partial<TypedFilter>) => void;
}

/** The fields of the panel, each with its own words for what is wrong. */
export function FilterFields(props: Props) {
  const { typed, onType } = props;
  const { t } = useTranslation('customer');
  const problem = useProblemText(props.problems);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
      <TextInput
        {...plain}
        data-autofocus
        label={t('filter.name.id')}
        inputMode="numeric"
        value={typed.id}
        error={problem('id')}
        onChange={({ currentTarget }) => onType({ id: currentTarget.value })}
      />
      <TextPart name="login" {...props} />
      <TextPart name="lastName" {...props} />
      <TextPart name="email" inputMode="email" {...props} />
      <TextPart name="phone" inputMode="tel" {...props} />
      <TextPart name="city" {...props} />
      <Places {...props} />
      <Registered {...props} />
      <Statuses {...props} />
      <Balances {...props} />
      <Checkbox
        className="t-filter-wide"
        label={t('filter.onlyActive')}
        checked={typed.onlyActive}
        onChange={({ currentTarget }) => onType({ onlyActive: currentTarget.checked })}
      />
    </SimpleGrid>
  );
}

const plain = {
  autoComplete: 'off',
  autoCapitalize: 'none',
  autoCorrect: 'off',
  spellCheck: false,
} as const;

function TextPart({
  name,
  typed,
  problems,
  onType,
  filter: _,
  ...input
}: Props & { name: TextFilter } & Pick<ComponentProps<typeof TextInput>, 'inputMode'>) {
  const { t } = useTranslation('customer');
  const problem = useProblemText(problems);
  return (
    <TextInput
      {...plain}
      {...input}
      label={t(`filter.name.${name}`)}
      value={typed[name]}
      error={problem(name)}
      onChange={({ currentTarget }) => onType({ [name]: currentTarget.value })}
    />
  );
}

function partsOf(label: string, error: string | null): InputParts {
  const quiet = { readOnly: false, required: false, size: 'sm' } as const;
  return { ...quiet, label, 'aria-label': undefined, description: undefined, error };
}

function Places({ filter, typed, problems, onType }: Props) {
  const { t } = useTranslation('customer');
  const problem = useProblemText(problems);
  const names = useFilterNames(filter);
  const { organizationId } = typed;
  const isApplied = organizationId !== null && organizationId === filter.organizationId;
  return (
    <>
      <ReferenceField
        field="organizationId"
        value={organizationId}
        onChange={(value) => onType({ organizationId: typeof value === 'number' ? value : null })}
        name={isApplied ? names.organizationName(organizationId) : null}
        parts={partsOf(t('filter.name.organization'), problem('organizationId'))}
      />
      <PlaceField
        field="country"
        value={typed.country}
        onChange={(value) => onType({ country: asText(value) })}
        parts={partsOf(t('filter.name.country'), problem('country'))}
      />
      <div className="t-filter-wide">
        <TagsInput
          label={t('filter.name.tags')}
          value={typed.tagIds}
          known={names.tags}
          error={problem('tagIds')}
          onChange={(tagIds) => onType({ tagIds })}
        />
      </div>
    </>
  );
}

function Registered({ typed, problems, onType }: Props) {
  const { t } = useTranslation('customer');
  const problem = useProblemText(problems);
  return (
    <div className="t-filter-wide">
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <NativeSelect
          label={t('filter.name.registered')}
          value={typed.registeredPreset ?? ''}
          data={[
            { value: '', label: t('filter.anyTime') },
            ...registeredPresets.map((preset) => ({
              value: preset,
              label: t(`filter.presets.${preset}`),
            })),
          ]}
          onChange={({ currentTarget }) => {
            const preset = registeredPresets.find((name) => name === currentTarget.value) ?? null;
            const days = { registeredFrom: null, registeredTo: null };
            onType({ registeredPreset: preset, ...(preset === null ? {} : days) });
          }}
        />
        <DayField
          field="registeredFrom"
          value={typed.registeredFrom}
          onChange={(value) => onType({ registeredFrom: asText(value), registeredPreset: null })}
          parts={partsOf(t('filter.name.registeredFrom'), problem('registeredFrom'))}
        />
        <DayField
          field="registeredTo"
          value={typed.registeredTo}
          onChange={(value) => onType({ registeredTo: asText(value), registeredPreset: null })}
          parts={partsOf(t('filter.name.registeredTo'), problem('registeredTo'))}
        />
      </SimpleGrid>
      <CompanyTimeNote of="days" />
    </div>
  );
}

function asText(value: FieldValue): string | null {
  return value === null ? null : String(value);
}

function Statuses({ typed, onType }: Props) {
  const { t } = useTranslation('customer');
  return (
    <Checkbox.Group
      className="t-filter-wide"
      label={t('filter.name.statuses')}
      value={[...typed.statuses]}
      onChange={(chosen) =>
        onType({ statuses: customerStatuses.filter((status) => chosen.includes(status)) })
      }
    >
      <Group gap="md" mt={6}>
        {customerStatuses.map((status) => (
          <Checkbox key={status} value={status} label={t(`status.${status}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

function Balances({ typed, problems, onType }: Props) {
  const { t } = useTranslation('customer');
  const problem = useProblemText(problems);
  return (['balanceFrom', 'balanceTo'] as const).map((name) => (
    <TextInput
      key={name}
      {...plain}
      label={t(`filter.name.${name}`)}
      inputMode="decimal"
      maxLength={40}
      value={typed[name]}
      error={problem(name)}
      onChange={({ currentTarget }) => onType({ [name]: currentTarget.value })}
    />
  ));
}

function useProblemText(problems: FilterProblems): (name: keyof TypedFilter) => string | null {
  const { t } = useTranslation('customer');
  return (name) => {
    const problem = problems[name];
    return problem === undefined ? null : t(`filter.problem.${problem}`);
  };
}
