import { Anchor, Button, CloseButton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { useOnline } from '#app/realtime/connection.ts';
import type { ExportRow } from './exported.ts';
import { ExportProgress } from './export-progress.tsx';
import { fileAddress, hideNotice, isRunning } from './own-exports.ts';
import { useExportCommands } from './use-export-commands.ts';
import './export.css';

/** A quiet line for each export that one still has to know of. */
export function ExportLines({ exports }: { exports: readonly ExportRow[] }) {
  const { t } = useTranslation('export');
  return (
    <section aria-label={t('lines')}>
      <ul className="t-export-lines">
        {exports.map((exported) => (
          <li key={exported.id} className="t-export-line">
            {isRunning(exported) ? <RunningLine exported={exported} /> : null}
            {exported.state === 'ready' ? <ReadyLine exported={exported} /> : null}
            {exported.state === 'failed' || exported.state === 'stopped' ? (
              <FaultLine exported={exported} />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface LineProps {
  exported: ExportRow;
}

function RunningLine({ exported }: LineProps) {
  const { t } = useTranslation('export');
  const isOnline = useOnline();
  const { stop, isPending } = useExportCommands();
  const name = exported.fileName;
  return (
    <>
      <Text size="sm" c="dimmed" aria-hidden="true">
        {t('writing', { name })}
      </Text>
      <ExportProgress exported={exported} />
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('stopName', { name })}
        disabled={!isOnline}
        loading={isPending}
        onClick={() => stop(exported)}
      >
        {t('stop')}
      </Button>
    </>
  );
}

function ReadyLine({ exported }: LineProps) {
  const { t } = useTranslation('export');
  const format = useFormat();
  const { fileName: name, expiresAt } = exported;
  return (
    <>
      <Text size="sm">{t('ready', { name })}</Text>
      <Anchor
        size="sm"
        href={fileAddress(exported)}
        aria-label={t('downloadName', { name })}
        download
      >
        {t('download')}
      </Anchor>
      {expiresAt === null ? null : (
        <Text size="sm" c="dimmed">
          {t('until', { at: format.dateTime(expiresAt) })}
        </Text>
      )}
    </>
  );
}

function FaultLine({ exported }: LineProps) {
  const { t } = useTranslation('export');
  const isOnline = useOnline();
  const { again, isPending } = useExportCommands();
  const { id, state, fileName: name } = exported;
  return (
    <>
      <Text size="sm">{state === 'failed' ? t('failed', { name }) : t('stopped', { name })}</Text>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('againName', { name })}
        disabled={!isOnline}
        loading={isPending}
        onClick={() => again(exported)}
      >
        {t('again')}
      </Button>
      <CloseButton size="sm" aria-label={t('hideName', { name })} onClick={() => hideNotice(id)} />
    </>
  );
}
