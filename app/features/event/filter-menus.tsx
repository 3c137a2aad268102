import { Button, Divider, Group, Menu, Popover, Stack } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import { forwardRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateRangeForm } from '#app/components/date-range-form.tsx';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import { eventKindNames } from '#server/features/event/schema.ts';
import type { ActivityFilter } from './activity-filter.ts';
import { activityPresets, daysOf } from './activity-filter.ts';

interface Props {
  customerId: number;
  filter: ActivityFilter;
  /** The company's day. */
  today: string;
  onChange: (next: Partial<ActivityFilter>) => void;
}

/** What the activity can be narrowed to: kinds of change, one author, a period. */
export function FilterMenus(props: Props) {
  return (
    <Group gap="xs">
      <KindMenu {...props} />
      <AuthorMenu {...props} />
      <PeriodPopover {...props} />
    </Group>
  );
}

function Chevron() {
  return <IconChevronDown size={14} stroke={1.5} aria-hidden="true" />;
}

function KindMenu({ filter, onChange }: Props) {
  const { t } = useTranslation('event');
  return (
    <Menu position="bottom-start" closeOnItemClick={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" rightSection={<Chevron />}>
          {t('filter.kind')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('filter.kind')}>
        {eventKindNames.map((kind) => {
          const isChosen = filter.kinds.includes(kind);
          const others = filter.kinds.filter((other) => other !== kind);
          return (
            <Choice
              key={kind}
              item={CheckboxItem}
              isChosen={isChosen}
              onChoose={() => onChange({ kinds: isChosen ? others : [...others, kind] })}
            >
              {t(`filter.kinds.${kind}`)}
            </Choice>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Only who has written here at all, asked for when the menu opens. */
function AuthorMenu({ customerId, filter, onChange }: Props) {
  const { t } = useTranslation('event');
  const [isOpen, setOpen] = useState(false);
  const errorText = useErrorText();
  const authors = trpc.event.listAuthors.useQuery({ customerId }, { enabled: isOpen });
  const waiting = authors.isError ? errorText(authors.error) : t('filter.authorsWait');
  const nothing = authors.data === undefined ? waiting : t('filter.authorsNone');
  return (
    <Menu
      position="bottom-start"
      opened={isOpen}
      onChange={setOpen}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button variant="default" rightSection={<Chevron />}>
          {t('filter.author')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('filter.author')} className="t-activity-authors">
        {(authors.data ?? []).map(({ id, name }) => (
          <Choice
            key={id}
            item={RadioItem}
            isChosen={filter.authorId === id}
            onChoose={() => onChange({ authorId: filter.authorId === id ? null : id })}
          >
            {name}
          </Choice>
        ))}
        {authors.data === undefined || authors.data.length === 0 ? (
          <Menu.Item disabled>{nothing}</Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ChoiceProps {
  item: typeof CheckboxItem;
  isChosen: boolean;
  onChoose: () => void;
  children: ReactNode;
}

function Choice({ item, isChosen, onChoose, children }: ChoiceProps) {
  return (
    <Menu.Item
      component={item}
      aria-checked={isChosen}
      leftSection={
        <IconCheck
          size={16}
          stroke={1.5}
          aria-hidden="true"
          visibility={isChosen ? 'visible' : 'hidden'}
        />
      }
      onClick={onChoose}
    >
      {children}
    </Menu.Item>
  );
}

/** The menu calls every item a plain one; these two say that they can be chosen. */
const CheckboxItem = forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<'button'>>(
  function CheckboxItem(props, ref) {
    return <button type="button" {...props} ref={ref} role="menuitemcheckbox" />;
  },
);

const RadioItem = forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<'button'>>(
  function RadioItem(props, ref) {
    return <button type="button" {...props} ref={ref} role="menuitemradio" />;
  },
);

function PeriodPopover({ filter, today, onChange }: Props) {
  const { t } = useTranslation('event');
  const [isOpen, setOpen] = useState(false);
  const choose = (period: ActivityFilter['period']) => {
    setOpen(false);
    onChange({ period });
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          rightSection={<Chevron />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t('filter.period')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filter.period')}>
        <Stack gap="sm">
          <Group gap="xs">
            {activityPresets.map((preset) => (
              <Button
                key={preset}
                size="compact-sm"
                variant={filter.period === preset ? 'light' : 'default'}
                aria-pressed={filter.period === preset}
                onClick={() => choose(preset)}
              >
                {t(`filter.presets.${preset}`)}
              </Button>
            ))}
          </Group>
          <Divider />
          <DateRangeForm
            days={daysOf(filter.period, today)}
            onApply={(days) => choose(Object.keys(days).length === 0 ? null : days)}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
