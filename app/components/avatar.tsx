import { initialsOf } from './initials.tsx';
import './avatar.css';

interface Props {
  name: string;
  /** How strongly the person is there: a ring; the word for it stands in `label`. */
  state?: 'viewing' | 'editing' | 'away';
  size?: 'xs' | 'sm' | 'md';
  /** In words, for screen readers and on hover; null where the words stand beside it. */
  label: string | null;
}

/** A colleague as initials in violet. */
export function Avatar({ name, state = 'viewing', size = 'sm', label }: Props) {
  return (
    <span className="t-avatar" data-state={state} data-size={size} title={label ?? undefined}>
      <span aria-hidden="true">{initialsOf(name).toUpperCase()}</span>
      {label === null ? null : <span className="visually-hidden">{label}</span>}
    </span>
  );
}

/** Those who did not fit. */
export function AvatarMore({
  count,
  label,
  size = 'sm',
}: Pick<Props, 'size'> & { count: number; label: string }) {
  return (
    <span className="t-avatar" data-more="true" data-size={size} title={label}>
      <span aria-hidden="true">+{count}</span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}

/** Several people where one has room; `state` is the strongest of them. */
export function AvatarCount({
  count,
  state,
  label,
}: Required<Pick<Props, 'state'>> & { count: number; label: string }) {
  return (
    <span className="t-avatar" data-state={state} data-size="xs" title={label}>
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
