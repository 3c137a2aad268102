import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActor } from '#app/lib/session.ts';
import { can } from '#server/features/view/policy.ts';
import type { ViewDto } from '#server/features/view/schema.ts';
import { useOpenAtFirst } from './use-open-at-first.ts';

export type ViewAction =
  'rename' | 'share' | 'unshare' | 'default' | 'noDefault' | 'copy' | 'remove';

interface Props {
  view: ViewDto;
  isDefault: boolean;
  onChoose: (action: ViewAction) => void;
}

/** What can be done with the view that is on the screen: more for its owner. */
export function ViewMenu({ view, isDefault, onChoose }: Props) {
  const { t } = useTranslation('view');
  const actor = useActor();
  const { target, isOpen, setOpen } = useOpenAtFirst();
  const actions: ViewAction[] = [
    isDefault ? 'noDefault' : 'default',
    'copy',
    ...(can.change(actor, view) ? ownActions(view, can.share(actor)) : []),
  ];
  return (
    <Menu position="bottom-end" opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <ActionIcon
          ref={target}
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('menu.label', { name: view.name })}
        >
          <IconDots size={16} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item
            key={action}
            onClick={() => onChoose(action)}
            {...(action === 'remove' ? { color: 'red' } : {})}
          >
            {t(`menu.${action}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ownActions({ isShared }: ViewDto, mayShare: boolean): ViewAction[] {
  const sharing: ViewAction[] = isShared ? ['unshare'] : mayShare ? ['share'] : [];
  return ['rename', ...sharing, 'remove'];
}
