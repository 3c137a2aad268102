import { Badge, Button } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useMergedRef } from '@mantine/hooks';
import type { MouseEvent } from 'react';
import { forwardRef, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deferred } from '#app/components/deferred.tsx';
import { useShortcut } from '#app/components/shortcuts.ts';
import type { CustomerFilter } from '#server/shared/customer-filter.ts';
import { activeParts } from './filter-words.ts';
import { useTypedFilter } from './use-typed-filter.ts';
import './filter.css';

export const filterPanel = deferred(async () => (await import('./filter-panel.tsx')).FilterPanel);

interface Props {
  filter: CustomerFilter;
  onApply: (filter: CustomerFilter) => void;
}

/** Opens all filters; says how many are active, and keeps what was typed there but not applied. */
export const FilterButton = forwardRef<HTMLButtonElement, Props>(function FilterButton(
  { filter, onApply },
  ref,
) {
  const { t } = useTranslation('customer');
  const [isOpen, setOpen] = useState(false);
  const wasOpen = useRef(false);
  const button = useFocusOnClose(isOpen);
  const merged = useMergedRef(ref, button);
  const typing = useTypedFilter(filter);
  const count = activeParts(filter).length;
  useShortcut({ keys: 'f', meaning: t('filter.open'), group: 'list' }, () => setOpen(true));
  // A press beside the panel closes it before the click arrives: the button must not open it again.
  const toggle = ({ detail }: MouseEvent) => setOpen(!(detail === 0 ? isOpen : wasOpen.current));
  return (
    <div className="t-filter-button">
      <Button
        ref={merged}
        variant="default"
        leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.5} aria-hidden="true" />}
        rightSection={
          count === 0 ? null : (
            <Badge circle size="md" aria-hidden="true">
              {count}
            </Badge>
          )
        }
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-keyshortcuts="f"
        data-unapplied={typing.isUnapplied ? true : undefined}
        onPointerEnter={filterPanel.prefetch}
        onPointerDown={() => {
          wasOpen.current = isOpen;
        }}
        onClick={toggle}
      >
        {t('filter.button')}
        <span className="visually-hidden">
          {count === 0 ? null : ` ${t('filter.count', { count })}`}
          {typing.isUnapplied ? ` ${t('filter.unapplied')}` : null}
        </span>
      </Button>
      {isOpen ? (
        <filterPanel.Component
          filter={filter}
          typing={typing}
          onApply={(next) => {
            setOpen(false);
            typing.forget();
            onApply(next);
          }}
          onClose={() => setOpen(false)}
          onMissing={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
});

/** However the panel was opened, the keyboard goes on from its button. */
function useFocusOnClose(isOpen: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const element = button.current;
    return () => {
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body) element?.focus();
    };
  }, [isOpen]);
  return button;
}
