import type { FocusEvent, PointerEvent, ReactElement } from 'react';
import { cloneElement, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import './hint.css';

type Side = 'top' | 'right' | 'bottom';

/** What the hint adds to its target; the target passes it on to its element. */
interface Target {
  'aria-describedby'?: string | undefined;
  onPointerEnter?: (event: PointerEvent) => void;
  onPointerLeave?: () => void;
  onPointerDown?: () => void;
  onFocus?: (event: FocusEvent) => void;
  onBlur?: () => void;
}

interface Props {
  label: string;
  side?: Side;
  disabled?: boolean;
  children: ReactElement<Target>;
}

const restMs = 300;
/** Long enough to move the pointer onto the hint, which then stays. */
const graceMs = 100;
const gap = 8;

/**
 * A few words beside what is pointed at or has the keyboard's focus. It stays while the pointer is
 * on it, Escape takes it away, and touch never brings it. Small on purpose: every page has some.
 */
export function Hint({ label, side = 'top', disabled = false, children }: Props) {
  const id = useId();
  const { anchor, show, hide } = useAnchor();
  const isShown = anchor !== null && !disabled;
  return (
    <>
      {cloneElement(children, {
        ...(isShown ? { 'aria-describedby': id } : {}),
        onPointerEnter: ({ pointerType, currentTarget }) => {
          if (pointerType !== 'touch') show(currentTarget, restMs);
        },
        onPointerLeave: () => hide(graceMs),
        onPointerDown: () => hide(0),
        onFocus: ({ currentTarget }) => {
          if (currentTarget.matches(':focus-visible')) show(currentTarget, 0);
        },
        onBlur: () => hide(0),
      })}
      {isShown
        ? createPortal(
            <div
              id={id}
              role="tooltip"
              className="t-hint"
              ref={(node) => {
                if (node !== null) place(node, anchor.getBoundingClientRect(), side);
              }}
              onPointerEnter={() => show(anchor, 0)}
              onPointerLeave={() => hide(graceMs)}
            >
              {label}
            </div>,
            document.body,
          )
        : null}
    </>
  );
}

function useAnchor() {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const change = (next: Element | null, delayMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(next), delayMs);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (anchor === null) return;
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') setAnchor(null);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [anchor]);
  return {
    anchor,
    show: (target: Element, delayMs: number) => change(target, delayMs),
    hide: (delayMs: number) => change(null, delayMs),
  };
}

/** Beside the target, within the window. */
function place(node: HTMLElement, target: DOMRect, side: Side) {
  const { width, height } = node.getBoundingClientRect();
  const above = target.top - height - gap;
  const beyond = side === 'top' && above >= gap ? above : target.bottom + gap;
  const left = side === 'right' ? target.right + gap : target.left + (target.width - width) / 2;
  const top = side === 'right' ? target.top + (target.height - height) / 2 : beyond;
  node.style.left = `${within(left, window.innerWidth - width)}px`;
  node.style.top = `${within(top, window.innerHeight - height)}px`;
}

function within(value: number, room: number): number {
  return Math.max(gap, Math.min(value, room - gap));
}
