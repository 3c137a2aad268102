import type { ReactNode } from 'react';
import './initials.css';

/** "Олена Коваленко" → "ОК"; a name of one word gives one letter. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => Array.from(word ?? '')[0] ?? '').join('');
}

interface Props {
  name: string;
  size?: 'sm' | 'md';
  /** `colleague` is violet and stands for somebody else's doing. */
  tone?: 'neutral' | 'colleague';
}

/** A person as letters; the name itself is said beside it or by the label. */
export function Initials({ name, size = 'sm', tone = 'neutral' }: Props) {
  return (
    <span className="t-initials" data-size={size} data-tone={tone} title={name}>
      {initialsOf(name).toUpperCase()}
    </span>
  );
}

/** The same round place for who is no person: the system, an integration. */
export function InitialsIcon({ children }: { children: ReactNode }) {
  return <span className="t-initials">{children}</span>;
}
