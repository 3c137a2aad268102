import type { Language } from '#server/shared/language.ts';

export type MoneyVerb = 'deposit' | 'withdraw';

/** A dialog that the palette leads to. */
export interface PaletteChoice {
  action: 'lock' | MoneyVerb;
  customerId: number;
}

export interface PaletteProps {
  onClose: () => void;
  onChoose: (choice: PaletteChoice) => void;
  onLanguage: (language: Language) => void;
}
