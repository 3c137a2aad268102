import { Button } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useState } from 'react';
import { deferred } from '#app/components/deferred.tsx';
import type { ListLayout } from './use-list-layout.ts';

export const columnsPanel = deferred(
  async () => (await import('./columns-panel.tsx')).ColumnsPanel,
);

interface Props {
  label: string;
  layout: ListLayout;
}

/** The panel comes when it is first asked for. */
export function ColumnsButton({ label, layout }: Props) {
  const [wasAsked, setAsked] = useState(false);
  const button = (
    <Button
      variant="default"
      size="xs"
      className="t-customers-columns"
      leftSection={<IconColumns3 size={16} stroke={1.5} aria-hidden="true" />}
      aria-haspopup="dialog"
      {...(wasAsked ? {} : { onClick: () => setAsked(true) })}
      onPointerEnter={columnsPanel.prefetch}
    >
      {label}
    </Button>
  );
  if (!wasAsked) return button;
  return (
    <columnsPanel.Component
      target={button}
      layout={layout}
      fallback={button}
      onMissing={() => setAsked(false)}
    />
  );
}
