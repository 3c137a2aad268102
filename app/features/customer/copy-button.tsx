import { ActionIcon, CopyButton as MantineCopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Hint } from '#app/components/hint.tsx';

/** Copies a value; the tick stays for a moment as the answer. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation('customer');
  return (
    <MantineCopyButton value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Hint label={copied ? t('action.copied') : label}>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            className="no-print"
            aria-label={label}
            onClick={copy}
          >
            {copied ? (
              <IconCheck size={16} stroke={1.5} aria-hidden="true" />
            ) : (
              <IconCopy size={16} stroke={1.5} aria-hidden="true" />
            )}
          </ActionIcon>
        </Hint>
      )}
    </MantineCopyButton>
  );
}
