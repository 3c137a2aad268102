import { Kbd, Modal, Switch, Text, Title } from '@mantine/core';
import { Fragment, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { isOnMac } from './pressed-key.ts';
import type { Shortcut } from './shortcuts.ts';
import { chooseSingleKeys, useShortcuts, useSingleKeys } from './shortcuts.ts';
import { useReturnFocus } from './use-return-focus.ts';
import './shortcuts-help.css';

const groups = ['everywhere', 'list', 'customer'] as const;

/** All that the keys of this page do, and the switch for those who want no single letters. */
export function ShortcutsHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('common');
  const shortcuts = useShortcuts();
  const areOn = useSingleKeys();
  useReturnFocus(true);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('shortcuts.title')}
      size="md"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <div className="t-shortcuts">
        {groups.map((group) => (
          <Group
            key={group}
            title={t(`shortcuts.${group}`)}
            shortcuts={shortcuts.filter((one) => one.group === group)}
          />
        ))}
        <Switch
          checked={areOn}
          onChange={({ currentTarget }) => chooseSingleKeys(currentTarget.checked)}
          label={t('shortcuts.singleKeys')}
          description={t('shortcuts.singleKeysHint')}
        />
      </div>
    </Modal>
  );
}

function Group({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }) {
  const headingId = useId();
  const byMeaning = new Map<string, Set<string>>();
  for (const { keys, meaning } of shortcuts) {
    byMeaning.set(meaning, new Set([...(byMeaning.get(meaning) ?? []), ...[keys].flat()]));
  }
  if (byMeaning.size === 0) return null;
  return (
    <section aria-labelledby={headingId}>
      <Title order={3} size="h4" id={headingId}>
        {title}
      </Title>
      <dl className="t-shortcuts-list">
        {[...byMeaning].map(([meaning, keys]) => (
          <div key={meaning}>
            <Text component="dt" size="sm">
              {meaning}
            </Text>
            <dd>
              <Keys keys={[...keys]} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Keys({ keys }: { keys: readonly string[] }) {
  const { t } = useTranslation('common');
  return keys.map((combination, index) => (
    <Fragment key={combination}>
      {index === 0 ? null : <span className="t-shortcuts-or">{t('shortcuts.or')}</span>}
      {partsOf(combination).map((part) => (
        <Kbd key={part}>{part}</Kbd>
      ))}
    </Fragment>
  ));
}

/** As they are printed on keyboards. */
const caps: Record<string, string> = {
  shift: 'Shift',
  escape: 'Esc',
  enter: 'Enter',
  contextmenu: '☰',
  arrowdown: '↓',
  arrowup: '↑',
  arrowleft: '←',
  arrowright: '→',
  space: '␣',
};

function partsOf(combination: string): string[] {
  return combination
    .toLowerCase()
    .split('+')
    .map((part) => {
      if (part === 'mod') return isOnMac() ? '⌘' : 'Ctrl';
      return caps[part] ?? part.toUpperCase();
    });
}
