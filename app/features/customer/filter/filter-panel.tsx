import { Button, Drawer, Group, Popover, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerFilter } from '#server/shared/customer-filter.ts';
import { FilterFields } from './filter-fields.tsx';
import type { FilterProblems } from './typed-filter.ts';
import { readTyped } from './read-typed.ts';
import { useParseBalance } from './use-parse-balance.ts';
import type { Typing } from './use-typed-filter.ts';

interface Props {
  filter: CustomerFilter;
  typing: Typing;
  onApply: (filter: CustomerFilter) => void;
  onClose: () => void;
}

/** All filters: beside their button where there is room, over the page on a phone. */
export function FilterPanel(props: Props) {
  const isWide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  return isWide ? <Beside {...props} /> : <Over {...props} />;
}

function Beside(props: Props) {
  const { t } = useTranslation('customer');
  const { onClose } = props;
  // Lists and calendars of the fields stand elsewhere on the page, so the popover can't tell what
  // is outside of it; what it does not know of is not closed upon.
  useEffect(() => {
    const closeBeside = ({ target }: Event) => {
      if (!(target instanceof Element) || !target.isConnected) return;
      if (target.closest('.t-filter-panel, [data-portal]') === null) onClose();
    };
    document.addEventListener('mousedown', closeBeside);
    return () => document.removeEventListener('mousedown', closeBeside);
  }, [onClose]);
  return (
    <Popover
      opened
      position="bottom-end"
      shadow="md"
      trapFocus
      withRoles={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span className="t-filter-anchor" />
      </Popover.Target>
      <Popover.Dropdown
        role="dialog"
        className="t-filter-panel"
        aria-label={t('filter.button')}
        p={0}
      >
        <Form {...props} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Over(props: Props) {
  const { t } = useTranslation('customer');
  return (
    <Drawer
      opened
      onClose={props.onClose}
      position="bottom"
      size="92%"
      padding={0}
      title={t('filter.button')}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': t('filter.close') }}
      classNames={{ content: 't-filter-drawer', header: 't-filter-drawer-head' }}
    >
      <Form {...props} />
    </Drawer>
  );
}

function Form({ filter, typing, onApply, onClose }: Props) {
  const { t } = useTranslation('customer');
  const form = useRef<HTMLFormElement>(null);
  const parseBalance = useParseBalance();
  const [problems, setProblems] = useState<FilterProblems>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readTyped(typing.typed, parseBalance);
    setProblems(read.problems);
    if (Object.keys(read.problems).length === 0) onApply(read.filter);
    else focusFirstWrong(form.current);
  };
  const closeOnEscape = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Escape' || !form.current?.contains(event.target as Node)) return;
    // The list of a field goes first.
    if (event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true') {
      return;
    }
    event.stopPropagation();
    onClose();
  };
  return (
    <form
      ref={form}
      className="t-filter-form"
      onSubmit={submit}
      onKeyDown={closeOnEscape}
      noValidate
    >
      <div className="t-filter-fields">
        <FilterFields
          filter={filter}
          typed={typing.typed}
          problems={problems}
          onType={(change) => {
            typing.type(change);
            const typedIn = new Set(Object.keys(change));
            setProblems((before) =>
              Object.fromEntries(Object.entries(before).filter(([name]) => !typedIn.has(name))),
            );
          }}
        />
      </div>
      <Footer isUnapplied={typing.isUnapplied}>
        <Button variant="default" onClick={() => onApply({})}>
          {t('filter.reset')}
        </Button>
        <Button type="submit">{t('filter.apply')}</Button>
      </Footer>
    </form>
  );
}

function Footer({ isUnapplied, children }: { isUnapplied: boolean; children: ReactNode }) {
  const { t } = useTranslation('customer');
  const id = useId();
  return (
    <Group justify="flex-end" gap="sm" className="t-filter-footer">
      <Text id={id} size="sm" c="dimmed" flex={1} role="status">
        {isUnapplied ? t('filter.unapplied') : null}
      </Text>
      {children}
    </Group>
  );
}

/** The fields say what is wrong with the next render. */
function focusFirstWrong(form: HTMLFormElement | null) {
  requestAnimationFrame(() => {
    const wrong = form?.querySelector('[aria-invalid="true"]');
    if (wrong instanceof HTMLElement) wrong.focus();
  });
}
