const marks = /(?<!и)\u0306|(?<!і)\u0308|[\u0300-\u0305\u0307\u0309-\u036F]/g;
const plain: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ı: 'i' };

/**
 * Without case and accents, as the database's `fold_text` does it; й and ї are letters of their own,
 * and every apostrophe is the same one. An integration test holds the two together.
 */
export function foldText(typed: string): string {
  return typed
    .toLowerCase()
    .normalize('NFD')
    .replace(marks, '')
    .normalize('NFC')
    .replace(/[łøđı]/g, (letter) => plain[letter] ?? letter)
    .replace(/[’‘ʼ`´]/g, "'");
}
