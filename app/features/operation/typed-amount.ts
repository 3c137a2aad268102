/** Marks that stand before or after an amount in its own currency; nobody else's money is taken. */
export function currencyMarks(currency: string, sign: string, hryvniaWords: string): string[] {
  const words = currency === 'UAH' ? hryvniaWords.split(',').map((word) => word.trim()) : [];
  return [...new Set([currency, sign, ...words])].filter((mark) => mark !== '');
}

/** "50 UAH" or "₴50" as the bare number that is parsed; one mark, on one side. */
export function withoutCurrency(typed: string, marks: readonly string[]): string {
  const text = typed.trim();
  const lower = text.toLowerCase();
  // The longest first, so that no word is cut by a shorter one in it.
  for (const mark of marks.toSorted((a, b) => b.length - a.length)) {
    const wanted = mark.toLowerCase();
    if (lower.startsWith(wanted)) return text.slice(wanted.length).trim();
    for (const ending of [wanted, `${wanted}.`]) {
      if (lower.endsWith(ending)) return text.slice(0, -ending.length).trim();
    }
  }
  return typed;
}
