import { Button, Menu } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { ViewDto } from '#server/features/view/schema.ts';
import { useOpenAtFirst } from './use-open-at-first.ts';

interface Props {
  views: readonly ViewDto[];
  chosenId: number | null;
  searchOf: (view: ViewDto) => string;
}

/** Views that have no place in the row. */
export function AllViewsMenu({ views, chosenId, searchOf }: Props) {
  const { t } = useTranslation('view');
  const format = useFormat();
  const { target, isOpen, setOpen } = useOpenAtFirst();
  return (
    <Menu position="bottom-start" opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <Button
          ref={target}
          size="compact-sm"
          variant="subtle"
          color="gray"
          rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden="true" />}
        >
          {t('more', { count: views.length, formatted: format.number(views.length) })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {views.map((view) => (
          <Menu.Item
            key={view.id}
            component={Link}
            to={{ search: searchOf(view) }}
            aria-current={view.id === chosenId ? 'page' : undefined}
          >
            {view.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
