import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { Refusal } from './attempt.ts';
import { isQuestion } from './attempt.ts';
import { useRefusalText } from './refusal-text.ts';

/** What has to be weighed before going on: amber, because nothing is broken. */
export function RefusalNotice({ refusal }: { refusal: Refusal | null }) {
  const refusalText = useRefusalText();
  if (refusal === null || !isQuestion(refusal)) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      role="alert"
      icon={<IconInfoCircle size={18} aria-hidden="true" />}
    >
      {refusalText(refusal)}
    </Alert>
  );
}
