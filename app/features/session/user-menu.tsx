import { UnstyledButton } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deferred, usePrefetch } from '#app/components/deferred.tsx';
import { Initials } from '#app/components/initials.tsx';
import { useSession } from '#app/lib/session.ts';
import './user-menu.css';

const userCard = deferred(async () => (await import('./user-card.tsx')).UserCard);

/** Who is signed in, how it should look, and the way out. */
export function UserMenu() {
  const { t } = useTranslation('session');
  const { user } = useSession();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const closeFromOutside = ({ target }: PointerEvent) => {
      if (!(target instanceof Node && area.current?.contains(target))) setOpen(false);
    };
    document.addEventListener('pointerdown', closeFromOutside);
    return () => document.removeEventListener('pointerdown', closeFromOutside);
  }, [isOpen]);
  usePrefetch(userCard);
  const name = `${user.firstName} ${user.lastName}`;
  const label = t('menu.label', { name });
  const closeOnEscape = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || !isOpen) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className="t-user-menu" ref={area} onKeyDown={closeOnEscape}>
      <UnstyledButton
        ref={button}
        className="t-user"
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Initials name={name} size="md" />
      </UnstyledButton>
      {isOpen ? (
        <userCard.Component
          label={label}
          onClose={() => setOpen(false)}
          onMissing={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
}
