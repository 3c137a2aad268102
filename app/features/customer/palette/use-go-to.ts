import { useNavigate } from '@remix-run/react';

/** Opens a page here or in a tab of its own. */
export function useGoTo(): (path: string, inNewTab: boolean) => void {
  const navigate = useNavigate();
  return (path, inNewTab) => {
    if (inNewTab) window.open(path, '_blank', 'noopener');
    else void navigate(path);
  };
}
