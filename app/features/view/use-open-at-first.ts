import { useEffect, useRef, useState } from 'react';

/**
 * For a menu whose file was asked for by the press on its button: it opens as it comes. The button in
 * its new place takes the focus first, so that the menu gives it back there.
 */
export function useOpenAtFirst() {
  const target = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    target.current?.focus();
    setOpen(true);
  }, []);
  return { target, isOpen, setOpen };
}
