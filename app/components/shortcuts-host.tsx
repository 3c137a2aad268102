import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deferred } from './deferred.tsx';
import { useShortcut } from './shortcuts.ts';

const help = deferred(async () => (await import('./shortcuts-help.tsx')).ShortcutsHelp);

/** `?` shows what the keys of this page do. */
export function ShortcutsHost() {
  const { t } = useTranslation('common');
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  useShortcut({ keys: '?', meaning: t('shortcuts.help'), group: 'everywhere' }, () =>
    setOpen(true),
  );
  return isOpen ? <help.Component onClose={close} onMissing={close} /> : null;
}
