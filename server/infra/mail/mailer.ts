/**
 * Sends letters: over SMTP where a server is configured, else into files under the data folder, where
 * a page of one's own machine shows them. One letter, one receiver. Retrying is the job's matter: a
 * letter that was not taken is thrown as {@link MailError}, and nothing is kept here.
 */
import { mkdir, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';
import { z } from 'zod';
import type { Letter } from './letter.ts';

export interface Mailer {
  /** @throws MailError */
  send: (to: string, letter: Letter) => Promise<void>;
  close: () => void;
}

/** The letter was not taken, or nobody knows whether it was. */
export class MailError extends Error {
  override readonly name = 'MailError';
  /** The server said no for good: trying again would only be refused again. */
  readonly isFinal: boolean;
  constructor(message: string, { isFinal, cause }: { isFinal: boolean; cause: unknown }) {
    super(message, { cause });
    this.isFinal = isFinal;
  }
}

export interface MailSettings {
  smtpUrl: string | undefined;
  mailFrom: string;
  dataDir: string;
}

/** @returns `kept` where letters are files: what shows them */
export function createMailer(
  { smtpUrl, mailFrom, dataDir }: MailSettings,
  now: () => Date,
): { mailer: Mailer; kept: FolderMailer | null } {
  if (smtpUrl !== undefined) {
    return { mailer: createSmtpMailer({ url: smtpUrl, from: mailFrom }), kept: null };
  }
  const kept = createFolderMailer(join(dataDir, 'mail'), now);
  return { mailer: kept, kept };
}

const connectMs = 10_000;
const silenceMs = 20_000;

/** @param from the sender as mail programs show it: `Tandem <tandem@example.com>` */
export function createSmtpMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport: Transporter = createTransport(
    {
      url,
      pool: true,
      maxConnections: 2,
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: silenceMs,
      // A letter is made of the words it is given, whatever addresses they may hold.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    send: async (to, letter) => {
      try {
        await transport.sendMail({ to: { name: '', address: to }, ...letter });
      } catch (cause) {
        throw toMailError(cause);
      }
    },
    close: () => transport.close(),
  };
}

function toMailError(cause: unknown): MailError {
  const { responseCode: code, code: kind } = cause as { responseCode?: unknown; code?: unknown };
  // Of the receiver or the letter. A refused sign-in is the configuration's fault, and may be mended.
  const isOfLetter = kind === 'EENVELOPE' || kind === 'EMESSAGE';
  const isFinal = isOfLetter && typeof code === 'number' && code >= 500;
  // The server's own words may repeat the receiver's address: they stay in the cause.
  const what = typeof code === 'number' ? `the mail server answered ${code}` : 'no mail server';
  return new MailError(what, { isFinal, cause });
}

const keptMax = 200;

export const keptLetter = z.object({
  id: z.string(),
  to: z.string(),
  at: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
});
export type KeptLetter = z.infer<typeof keptLetter>;

export interface FolderMailer extends Mailer {
  /** The latest first. */
  list: () => Promise<KeptLetter[]>;
}

/** @param now when a letter is noted as sent */
export function createFolderMailer(folder: string, now: () => Date): FolderMailer {
  return {
    send: async (to, letter) => {
      try {
        await mkdir(folder, { recursive: true });
        const at = now().toISOString();
        const id = `${at.replace(/\D/g, '')}-${randomUUID().slice(0, 8)}`;
        const kept: KeptLetter = { id, to, at, ...letter };
        // Under another name first: whoever lists the folder never meets half a letter.
        await writeFile(join(folder, `${id}.part`), JSON.stringify(kept, null, 2), { mode: 0o600 });
        await rename(join(folder, `${id}.part`), join(folder, `${id}.json`));
        const names = await namesIn(folder);
        await Promise.all(names.slice(keptMax).map((name) => unlink(join(folder, name))));
      } catch (cause) {
        throw new MailError('the letter could not be written', { isFinal: false, cause });
      }
    },
    list: async () => {
      const names = (await namesIn(folder)).slice(0, keptMax);
      return Promise.all(
        names.map(async (name) =>
          keptLetter.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))),
        ),
      );
    },
    close: () => undefined,
  };
}

/** The latest first: the names begin with the moment. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith('.json'))
      .sort()
      .reverse();
  } catch (error) {
    // No letter was ever sent.
    if ((error as { code?: string }).code === 'ENOENT') return [];
    throw error;
  }
}
