import { Alert, Button, CopyButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import type { FormStore } from './form-store.ts';
import { useTypedText } from './typed-text.ts';
import type { SaveProblem } from './use-save.ts';

interface Props {
  store: FormStore;
  problem: SaveProblem | null;
}

/** Why a save was refused as a whole; what was typed can be taken along. */
export function ProblemAlert({ store, problem }: Props) {
  const { t } = useTranslation('customer');
  const words = useProblemWords(problem);
  const typedText = useTypedText();
  if (words === null) return null;
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      className="t-edit-problem"
      icon={<IconAlertTriangle size={18} aria-hidden="true" />}
    >
      <div className="t-edit-problem-words">
        <span>{words}</span>
        <CopyButton value={typedText(store)} timeout={1500}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {t(copied ? 'action.copied' : 'edit.copyTyped')}
            </Button>
          )}
        </CopyButton>
      </div>
    </Alert>
  );
}

function useProblemWords(problem: SaveProblem | null): string | null {
  const { t } = useTranslation('customer');
  const errorText = useErrorText();
  switch (problem?.kind) {
    case undefined:
    case 'offline':
    case 'unanswered':
      return null;
    case 'gone':
      return t('edit.gone');
    case 'forbidden':
      return t('edit.forbidden');
    case 'other':
      return errorText(problem.error);
  }
}
