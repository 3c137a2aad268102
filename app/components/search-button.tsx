import { IconSearch } from '@tabler/icons-react';
import './search-button.css';

interface Props {
  label: string;
  /** The keys that do the same, as they are printed. */
  shortcut: string;
  onClick: () => void;
}

/** Looks like the field that it opens. */
export function SearchButton({ label, shortcut, onClick }: Props) {
  return (
    <button type="button" className="t-search-button" aria-haspopup="dialog" onClick={onClick}>
      <IconSearch size={16} stroke={1.75} aria-hidden="true" />
      <span className="t-search-button-label">{label}</span>
      <kbd aria-hidden="true">{shortcut}</kbd>
    </button>
  );
}
