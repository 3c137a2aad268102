import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePresent } from './presence.ts';

/** Says to screen readers who came; not who left, and not what they go on to do. */
export function PresenceJoins({ customerId }: { customerId: number }) {
  const { t } = useTranslation('presence');
  const people = usePresent(customerId);
  const known = useRef<ReadonlySet<number>>(new Set());
  const [names, setNames] = useState('');
  useEffect(() => {
    const joined = people.filter(({ user }) => !known.current.has(user.id));
    known.current = new Set(people.map(({ user }) => user.id));
    if (joined.length > 0) setNames(joined.map(({ user }) => user.name).join(', '));
  }, [people]);
  return (
    <span role="status" className="visually-hidden">
      {names === '' ? null : t('joined', { names })}
    </span>
  );
}
