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
  /** A user who is blocked, a customer who is locked or removed. */
  isBlocked: boolean;
  /** Which no letter needs to bring about any more. */
  hasPassword: boolean;
}

const firstLinks: readonly LetterKind[] = ['invitation', 'customerPassword'];

/** Nobody is to get a link who may not sign in, nor an invitation to what they have done. */
export function isStillWanted({ kind, state, isBlocked, hasPassword }: Order): boolean {
  return state === 'waiting' && !isBlocked && !(firstLinks.includes(kind) && hasPassword);
}

export interface LetterFacts {
  kind: LetterKind;
  language: Language;
  email: string;
  /** What the receiver signs in with. */
  login: string;
  firstName: string;
  companyName: string;
  /** How long the link works. */
  linkHours: number;
}

export interface LetterRow extends LetterFacts {
  id: number;
  companyId: number;
  receiverId: number;
}

/** Where a letter leads: a link's page, or the sign-in. */
export function pathOf({ kind, language }: LetterFacts, token: string | null): string {
  if (token === null) return '/sign-in';
  const page = kind === 'customerPassword' ? '/cabinet/set-password' : '/set-password';
  // The page speaks the letter's language in a browser that has not chosen one.
  return `${page}?token=${token}&language=${language}`;
}

/** @param address of the link; where the letter has none, of the sign-in */
export function letterWords(facts: LetterFacts, words: Words, address: string): LetterWords {
  const { kind, language, email, login, firstName, companyName: company, linkHours } = facts;
  const text = (part: string) => words.text(`letter:${kind}.${part}`, { company, email, login });
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
