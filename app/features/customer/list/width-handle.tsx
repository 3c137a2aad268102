import type { KeyboardEvent, PointerEvent } from 'react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { columnWidth } from '#server/features/layout/schema.ts';
import type { ShownColumn } from './list-columns.ts';
import { boundedWidth } from './list-columns.ts';

interface Props {
  /** The column's name. */
  label: string;
  column: ShownColumn;
  /** Null gives the column back the width it likes. */
  onWidth: (width: number | null) => void;
}

const step = 10;

/** The right edge of a column's head: dragged, or moved by the arrows; twice pressed it is as it was. */
export function WidthHandle({ label, column, onWidth }: Props) {
  const { t } = useTranslation('customer');
  const dragged = useRef<{ fromX: number; width: number } | null>(null);
  const shownWidth = (handle: HTMLElement) => handle.closest('th')?.offsetWidth ?? column.width;

  const start = (event: PointerEvent<HTMLElement>) => {
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    dragged.current = { fromX: event.clientX, width: shownWidth(handle) };
    event.preventDefault();
  };
  const move = ({ clientX }: PointerEvent) => {
    if (dragged.current === null) return;
    onWidth(boundedWidth(dragged.current.width + clientX - dragged.current.fromX));
  };
  const end = () => {
    dragged.current = null;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowLeft: -step, ArrowRight: step }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onWidth(boundedWidth(shownWidth(event.currentTarget) + by * (event.shiftKey ? 5 : 1)));
  };
  return (
    <span
      className="t-customers-width"
      role="separator"
      aria-orientation="vertical"
      aria-label={t('columns.widthOf', { column: label })}
      aria-valuenow={column.width}
      aria-valuemin={columnWidth.min}
      aria-valuemax={columnWidth.max}
      tabIndex={0}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onWidth(null)}
      onKeyDown={onKeyDown}
    />
  );
}
