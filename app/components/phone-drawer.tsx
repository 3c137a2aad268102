import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RailItem } from './rail.tsx';
import { Rail } from './rail.tsx';

interface Props {
  opened: boolean;
  onClose: () => void;
  items: readonly RailItem[];
}

/** Loaded when it is first asked for: most screens are wide. */
export function PhoneDrawer({ opened, onClose, items }: Props) {
  const { t } = useTranslation('common');
  return (
    <Drawer.Root opened={opened} onClose={onClose} size={264} padding={0}>
      <Drawer.Overlay backgroundOpacity={0.4} />
      <Drawer.Content aria-label={t('nav.main')}>
        <Drawer.Body h="100%">
          <Rail items={items} isCollapsed={false} onLeave={onClose} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
