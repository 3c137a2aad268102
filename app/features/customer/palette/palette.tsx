import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deferred, usePrefetch } from '#app/components/deferred.tsx';
import { isOnMac } from '#app/components/pressed-key.ts';
import { SearchButton } from '#app/components/search-button.tsx';
import { useShortcut } from '#app/components/shortcuts.ts';
import { useHydrated } from '#app/components/use-hydrated.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { Language } from '#server/shared/language.ts';
import { lockDialog } from '../lock-dialog.ts';
import type { EarlyTyping } from './early-typing.ts';
import { collectTyping } from './early-typing.ts';
import type { MoneyVerb, PaletteChoice } from './palette-choice.ts';

const paletteDialog = deferred(async () => (await import('./palette-dialog.tsx')).PaletteDialog);

interface Props {
  onLanguage: (language: Language) => void;
  /** Money is another noun's matter: the route has its dialog. */
  renderMoney: (verb: MoneyVerb, customer: CustomerDto, onClose: () => void) => ReactNode;
}

/** The field in the top bar and what it opens: finds customers by anything, and acts on them. */
export function Palette({ onLanguage, renderMoney }: Props) {
  const { t } = useTranslation('palette');
  /** Null while it is closed. */
  const [typing, setTyping] = useState<EarlyTyping | null>(null);
  const [choice, setChoice] = useState<PaletteChoice | null>(null);
  const isOnList = useLocation().pathname === '/customers';
  const isReady = useHydrated();
  const close = () => setTyping(null);
  const open = () => {
    if (typing === null) setTyping(collectTyping(close));
  };
  useEffect(() => () => void typing?.take(), [typing]);
  const shortcut = { meaning: t('open'), group: 'everywhere' } as const;
  useShortcut({ ...shortcut, keys: 'mod+k' }, open);
  // The list has a field of its own for the slash.
  useShortcut({ ...shortcut, keys: ['mod+k', '/'] }, open, !isOnList);
  usePrefetch(paletteDialog);
  return (
    <>
      <SearchButton
        label={t('field')}
        shortcut={isReady && isOnMac() ? '⌘ K' : 'Ctrl K'}
        onClick={open}
      />
      {typing === null ? null : (
        <paletteDialog.Component
          takeTyped={typing.take}
          onClose={close}
          onMissing={close}
          onChoose={setChoice}
          onLanguage={onLanguage}
        />
      )}
      {choice === null ? null : (
        <ChosenDialog choice={choice} onClose={() => setChoice(null)} renderMoney={renderMoney} />
      )}
    </>
  );
}

interface ChosenProps extends Pick<Props, 'renderMoney'> {
  choice: PaletteChoice;
  onClose: () => void;
}

/** The dialog follows the customer while it is open: events keep what it shows current. */
function ChosenDialog({ choice: { action, customerId }, onClose, renderMoney }: ChosenProps) {
  const { data: customer } = trpc.customer.get.useQuery({ customerId });
  if (customer === undefined) return null;
  if (action !== 'lock') return renderMoney(action, customer, onClose);
  return <lockDialog.Component customer={customer} onClose={onClose} onMissing={onClose} />;
}
