import type { RefObject } from 'react';
import { useEffect } from 'react';

/** What appears above (a note, an error) must not move what is being typed into: the page gives way. */
export function useSteadyFocus(root: RefObject<HTMLElement>) {
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    let steady: { node: Element; top: number } | null = null;
    const remember = () => {
      const node = document.activeElement;
      steady = node !== null && element.contains(node) ? { node, top: topOf(node) } : null;
    };
    const observer = new ResizeObserver(() => {
      if (steady !== null && steady.node === document.activeElement) {
        const moved = topOf(steady.node) - steady.top;
        if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: 'instant' });
      }
      remember();
    });
    for (const list of element.querySelectorAll('.t-fields')) observer.observe(list);
    element.addEventListener('focusin', remember);
    return () => {
      observer.disconnect();
      element.removeEventListener('focusin', remember);
    };
  }, [root]);
}

/** Within the page, wherever it is scrolled to. */
function topOf(node: Element): number {
  return node.getBoundingClientRect().top + window.scrollY;
}
