import { useContext } from 'react';
import { LocaleContext, useFormat, useLanguage } from '#app/i18n/format.ts';
import type { Money } from '#server/shared/money.ts';
import { parseBalance } from './typed-amount.ts';

/** Reads a balance as this reader writes it, with or without the company's currency. */
export function useParseBalance(): (text: string) => Money | null {
  const { currency } = useContext(LocaleContext);
  const { currencySign } = useFormat();
  const commaGroups = useLanguage() === 'en';
  return (text) => parseBalance(text, { commaGroups, marks: [currency, currencySign] });
}
