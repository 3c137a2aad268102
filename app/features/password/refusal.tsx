import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

/** What the server said no to, where it stands beside no field. */
export function Refusal({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle size={18} aria-hidden="true" />}
    >
      {text}
    </Alert>
  );
}
