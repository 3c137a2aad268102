interface Props {
  name: string;
  /** The mark alone, where there is no room for the name. */
  compact?: boolean;
}

/** Two wheels, one way. */
export function Brand({ name, compact = false }: Props) {
  return (
    <span className="t-brand">
      <svg width="28" height="28" viewBox="0 0 32 32" fill="none" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="var(--mantine-color-accent-6)" />
        <circle cx="12" cy="16" r="5.25" stroke="#fff" strokeWidth="2.5" />
        <circle cx="20" cy="16" r="5.25" stroke="#fff" strokeWidth="2.5" />
      </svg>
      <span className={compact ? 'visually-hidden' : 't-brand-name'}>{name}</span>
    </span>
  );
}
