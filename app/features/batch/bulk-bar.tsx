import { Button, CloseButton, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { TablerIcon } from '@tabler/icons-react';
import {
  IconDownload,
  IconLock,
  IconLockOpen,
  IconTag,
  IconTagOff,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePrefetch } from '#app/components/deferred.tsx';
import { Hint } from '#app/components/hint.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { can } from '#server/features/batch/policy.ts';
import { holds } from '#server/shared/actor.ts';
import type { OrderedAction } from './batch-rights.ts';
import type { Selected } from './selected.ts';
import { startDialog } from './start/start-dialog-deferred.ts';
import './batch.css';

const actions = [
  { action: 'lock', icon: IconLock },
  { action: 'unlock', icon: IconLockOpen },
  { action: 'addTag', icon: IconTag },
  { action: 'removeTag', icon: IconTagOff },
] as const;

export interface BulkBarProps {
  selected: Selected;
  onClear: () => void;
  /** The dialog that takes the selection out; the route puts it together. */
  renderExport?: (onClose: () => void) => ReactNode;
}

/** Rises from below while anything is selected: how many, and what can be done with them. */
export function BulkBar({ selected, onClear, renderExport }: BulkBarProps) {
  const { t } = useTranslation('batch');
  const actor = useActor();
  const [opened, setOpened] = useState<OrderedAction | 'export' | null>(null);
  const isOnline = useOnline();
  const reason = disabledReason(t, {
    isOnline,
    isWidening: selected.kind === 'named' && selected.isWidening,
  });
  const close = () => setOpened(null);
  usePrefetch(startDialog);
  return (
    <section className="t-bulk-bar" aria-label={t('bar.label')}>
      <div className="t-bulk-count">
        <CountText selected={selected} />
        <CloseButton
          size="sm"
          aria-label={t('bar.clear')}
          title={t('bar.clear')}
          onClick={onClear}
        />
      </div>
      <div className="t-bulk-actions">
        {actions.map(({ action, icon }) =>
          can.start(actor, action) ? (
            <BarButton
              key={action}
              icon={icon}
              verb={t(`verb.${action}`)}
              disabledReason={reason}
              onClick={() => setOpened(action)}
            />
          ) : null,
        )}
        {renderExport !== undefined && holds(actor, 'customer:export') ? (
          <BarButton
            icon={IconDownload}
            verb={t('verb.export')}
            disabledReason={reason}
            onClick={() => setOpened('export')}
          />
        ) : null}
        {can.start(actor, 'remove') ? (
          <BarButton
            icon={IconTrash}
            verb={t('verb.remove')}
            isDanger
            disabledReason={reason}
            onClick={() => setOpened('remove')}
          />
        ) : null}
      </div>
      {opened === 'export' ? renderExport?.(close) : null}
      {opened === null || opened === 'export' ? null : (
        <startDialog.Component
          action={opened}
          selected={selected}
          onClose={close}
          onMissing={close}
          onStarted={() => {
            close();
            onClear();
          }}
        />
      )}
    </section>
  );
}

function disabledReason(
  t: TFunction<'batch'>,
  { isOnline, isWidening }: { isOnline: boolean; isWidening: boolean },
): string | null {
  if (!isOnline) return t('bar.offline');
  return isWidening ? t('bar.widening') : null;
}

function CountText({ selected }: { selected: Selected }) {
  const { t } = useTranslation('batch');
  const formatted = useFormat().number(selected.count);
  return (
    <Text fw={500} size="sm" role="status" className="tabular">
      {selected.kind === 'matching'
        ? t('bar.matching', { formatted })
        : t('bar.named', { count: selected.count, formatted })}
    </Text>
  );
}

interface BarButtonProps {
  icon: TablerIcon;
  verb: string;
  disabledReason: string | null;
  isDanger?: boolean;
  onClick: () => void;
}

/** On a narrow screen its word is for screen readers and hints alone. */
function BarButton({ icon: Icon, verb, disabledReason, isDanger, onClick }: BarButtonProps) {
  const { t } = useTranslation('batch');
  const isOff = disabledReason !== null;
  return (
    <Hint label={disabledReason ?? ''} disabled={!isOff}>
      <Button
        variant="default"
        size="sm"
        className={isDanger ? 't-bulk-action t-bulk-danger' : 't-bulk-action'}
        leftSection={<Icon size={16} stroke={1.5} aria-hidden="true" />}
        title={verb}
        aria-disabled={isOff}
        {...(isOff ? { 'data-disabled': true, 'aria-description': disabledReason } : {})}
        onClick={() => {
          if (!isOff) onClick();
        }}
      >
        <span className="t-bulk-word">{t('offered', { verb })}</span>
      </Button>
    </Hint>
  );
}
