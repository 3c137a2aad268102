import { IconInfoCircle } from '@tabler/icons-react';
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { Avatar } from '#app/components/avatar.tsx';
import type { Intent } from '#server/shared/presence.ts';
import { useIntents } from './presence.ts';
import { useIntentWords } from './presence-words.ts';
import './presence.css';

interface Props {
  customerId: number;
  intent: Intent;
}

interface TargetProps extends Props {
  /** The button, described by these words; both are absent while nobody prepares the same. */
  children: (intent: { describedBy: string | undefined; words: string | null }) => ReactNode;
}

/** A button that says who of the colleagues is about to do the same. It warns, it never blocks. */
export function IntentTarget({ customerId, intent, children }: TargetProps) {
  const id = useId();
  const people = useIntents(customerId, intent);
  const words = useIntentWords()(intent, people);
  const first = people[0];
  return (
    <span className="t-intent-target">
      {children({ describedBy: first === undefined ? undefined : id, words })}
      {first === undefined ? null : (
        <>
          <span className="t-intent-mark" aria-hidden="true">
            <Avatar name={first.user.name} state="editing" size="xs" label={null} />
          </span>
          <span id={id} className="visually-hidden">
            {words}
          </span>
        </>
      )}
    </span>
  );
}

/** The same beside an item of a menu. */
export function IntentMark({ customerId, intent }: Props) {
  const people = useIntents(customerId, intent);
  const words = useIntentWords()(intent, people);
  const first = people[0];
  if (first === undefined) return null;
  return <Avatar name={first.user.name} state="editing" size="xs" label={words} />;
}

/** The same in words for everyone, below the buttons. */
export function IntentLine({
  customerId,
  intents,
}: {
  customerId: number;
  intents: readonly Intent[];
}) {
  return (
    <div className="t-intent-line">
      {intents.map((intent) => (
        <IntentWords key={intent} customerId={customerId} intent={intent} />
      ))}
    </div>
  );
}

function IntentWords({ customerId, intent }: Props) {
  const words = useIntentWords()(intent, useIntents(customerId, intent));
  return words === null ? null : <span>{words}</span>;
}

/** In the dialog itself: a colleague has the same one open. The region is there before its words. */
export function IntentNotice({ customerId, intent }: Props) {
  const words = useIntentWords()(intent, useIntents(customerId, intent));
  return (
    <Text size="sm" role="status" className="t-intent-notice" hidden={words === null}>
      <IconInfoCircle size={16} stroke={1.5} aria-hidden="true" />
      {words}
    </Text>
  );
}
