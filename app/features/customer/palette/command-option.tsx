import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { CustomerStatus } from '../customer-status.tsx';
import type { PaletteItem } from './palette-item.ts';

interface Props {
  id: string;
  item: PaletteItem;
  isActive: boolean;
  onAct: (inNewTab: boolean) => void;
  onMore: (() => void) | null;
}

/** One line; the pointer acts at once, and its end leads to the customer's actions. */
export function CommandOption({ id, item, isActive, onAct, onMore }: Props) {
  const { icon: Icon, customer } = item;
  const refusal = item.refusal ?? null;
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <div
      ref={line}
      id={id}
      role="option"
      aria-selected={isActive}
      aria-disabled={refusal !== null}
      className="t-palette-option"
      // The focus stays in the field.
      onMouseDown={(event) => event.preventDefault()}
      onClick={({ ctrlKey, metaKey }) => onAct(ctrlKey || metaKey)}
    >
      {Icon === undefined ? null : <Icon size={18} stroke={1.5} aria-hidden="true" />}
      <span className="t-palette-words">
        <span className="t-palette-label">{item.label}</span>
        {customer === undefined ? null : <Details customer={customer} />}
        {refusal === null ? null : <span className="t-palette-detail">{refusal}</span>}
      </span>
      {customer === undefined ? null : (
        <>
          <CustomerStatus facts={customer} size="sm" />
          <More onMore={onMore} />
        </>
      )}
    </div>
  );
}

function Details({ customer }: { customer: CustomerRowDto }) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const { id, login, email, phone } = customer;
  const facts = [t('page.idLabel', { id }), login, email];
  if (phone !== null) facts.push(format.phone(phone));
  return <span className="t-palette-detail">{facts.join(' · ')}</span>;
}

/** For the pointer and the finger; by keyboard it is Tab. */
function More({ onMore }: { onMore: (() => void) | null }) {
  if (onMore === null) return null;
  return (
    <span
      className="t-palette-more"
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation();
        onMore();
      }}
    >
      <IconChevronRight size={18} stroke={1.5} />
    </span>
  );
}
