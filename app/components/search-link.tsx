import { Link } from '@remix-run/react';
import { IconSearch } from '@tabler/icons-react';
import './search-link.css';

interface Props {
  to: string;
  label: string;
  /** The key that does the same. */
  shortcut: string;
}

/** Looks like the field that it leads to. */
export function SearchLink({ to, label, shortcut }: Props) {
  return (
    <Link to={to} state={{ focusSearch: true }} className="t-search-link">
      <IconSearch size={16} stroke={1.75} aria-hidden="true" />
      <span className="t-search-link-label">{label}</span>
      <kbd aria-hidden="true">{shortcut}</kbd>
    </Link>
  );
}
