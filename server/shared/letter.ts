/** What the letters are, and what one is made of. Pure, without a mail server in sight. */
import type { Language } from './language.ts';

export const letterKinds = [
  'invitation',
  'passwordReset',
  'passwordChanged',
  'customerPassword',
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** All in the receiver's language. */
export interface LetterWords {
  language: Language;
  subject: string;
  /** One paragraph each. */
  paragraphs: readonly string[];
  /** The one thing to do. */
  action: { label: string; url: string } | null;
  /** Small print under the action. */
  notes: readonly string[];
  /** Whom it is from, as the last line. */
  signature: string;
}

/** How a letter ended: it went out, or it didn't, for good or for now. */
export type LetterEnd = { type: 'sent' } | { type: 'failed'; isFinal: boolean };

export interface LetterToCustomer {
  companyId: number;
  customerId: number;
  now: Date;
}
