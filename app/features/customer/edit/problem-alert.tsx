import { Alert, Button, CopyButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { useFieldLabel } from '../fields/field-label.ts';
import type { FormStore } from './form-store.ts';
import { changedFields, shownValue } from './form-state.ts';
import type { SaveProblem } from './use-save.ts';
import { useValueText } from './value-text.ts';

interface Props {
  store: FormStore;
  problem: SaveProblem | null;
}

/** Why a save was refused as a whole; what was typed can be taken along. */
export function ProblemAlert({ store, problem }: Props) {
  const { t } = useTranslation('customer');
  const words = useProblemWords(problem);
  const typedText = useTypedText(store);
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
        <CopyButton value={typedText()} timeout={1500}>
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
      return null;
    case 'gone':
      return t('edit.gone');
    case 'forbidden':
      return t('edit.forbidden');
    case 'other':
      return errorText(problem.error);
  }
}

/** "Phone: +380…", a line a field. */
function useTypedText(store: FormStore): () => string {
  const fieldLabel = useFieldLabel();
  const valueText = useValueText();
  return () =>
    changedFields(store.state)
      .map((field) => {
        const name = store.state.touched[field]?.name ?? null;
        const { tags } = store.state.live;
        const value = valueText(field, shownValue(store.state, field), { name, tags });
        return `${fieldLabel(field)}: ${value ?? ''}`;
      })
      .join('\n');
}
