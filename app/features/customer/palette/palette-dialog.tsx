import { Modal } from '@mantine/core';
import { useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReturnFocus } from '#app/components/use-return-focus.ts';
import type { PaletteProps } from './palette-choice.ts';
import { CustomerStep } from './customer-step.tsx';
import { FindStep } from './find-step.tsx';
import './palette.css';

interface Props extends PaletteProps {
  /** What was typed before this was drawn. */
  takeTyped: () => string;
}

/** First one finds, then (by Tab) one chooses what to do with whom was found. */
export function PaletteDialog({ takeTyped, ...props }: Props) {
  const { t } = useTranslation('palette');
  const [typed, setTyped] = useState('');
  const [chosenId, setChosenId] = useState<number | null>(null);
  // In the same turn as the field is drawn and takes the focus: no key falls between.
  useLayoutEffect(() => setTyped(takeTyped()), [takeTyped]);
  useReturnFocus(true);
  return (
    <Modal.Root
      opened
      onClose={props.onClose}
      // One step back comes first.
      closeOnEscape={false}
      returnFocus={false}
      centered={false}
      yOffset="12vh"
      size={600}
      padding={0}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('title')}>
        <Modal.Body>
          {chosenId === null ? (
            <FindStep {...props} typed={typed} onType={setTyped} onActions={setChosenId} />
          ) : (
            <CustomerStep {...props} customerId={chosenId} onBack={() => setChosenId(null)} />
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
