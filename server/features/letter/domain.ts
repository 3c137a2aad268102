/**
 * Whether a letter is still to be sent, and what it says: in the receiver's language, in the company's
 * name. Pure: facts and words in, a letter out.
 */
import type { Language } from '#server/shared/language.ts';
import type { LetterKind, LetterWords } from '#server/shared/letter.ts';

/** The texts of one language. */
interface Words {
  text: (key: string, params?: Readonly<Record<string, string | number>>) => string;
}

interface Order {
  kind: LetterKind;
  state: string;
  isBlocked: boolean;
  hasPassword: boolean;
}

/** Nobody is to get a link who may not sign in, nor an invitation to what they have done. */
export function isStillWanted({ kind, state, isBlocked, hasPassword }: Order): boolean {
  return state === 'waiting' && !isBlocked && !(kind === 'invitation' && hasPassword);
}

export interface LetterFacts {
  kind: LetterKind;
  language: Language;
  email: string;
  firstName: string;
  companyName: string;
  /** How long the link works. */
  linkHours: number;
}

/** @param address of the link; where the letter has none, of the sign-in */
export function letterWords(facts: LetterFacts, words: Words, address: string): LetterWords {
  const { kind, language, email, firstName, companyName: company, linkHours } = facts;
  const text = (part: string) => words.text(`letter:${kind}.${part}`, { company, email });
  const link = kind !== 'passwordChanged';
  const life = lifeOf(linkHours);
  return {
    language,
    subject: text('subject'),
    paragraphs: [words.text('letter:greeting', { name: firstName }), text('text')],
    action: { label: text('action'), url: address },
    notes: [
      ...(link ? [words.text(`letter:life.${life.unit}`, { count: life.count })] : []),
      text('note'),
    ],
    signature: words.text('letter:signature', { company }),
  };
}

/** "3 days", but "24 hours". */
function lifeOf(hours: number): { unit: 'hours' | 'days'; count: number } {
  const isDays = hours > 24 && hours % 24 === 0;
  return isDays ? { unit: 'days', count: hours / 24 } : { unit: 'hours', count: hours };
}
