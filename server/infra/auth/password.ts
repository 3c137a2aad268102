/**
 * Passwords: Argon2id with the parameters of OWASP's cheat sheet (19 MiB, 2 passes, 1 lane).
 * At most a few hashes run at once, so that a burst of sign-ins can't take all memory and cores.
 */
import { hash, verify } from '@node-rs/argon2';

/** The library's number for Argon2id (its enum is erased at run time). */
const argon2id = 2;
const options = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const concurrentMax = 2;

let running = 0;
const waiting: (() => void)[] = [];

async function withSlot<T>(work: () => Promise<T>): Promise<T> {
  if (running >= concurrentMax) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

export function hashPassword(password: string): Promise<string> {
  return withSlot(() => hash(password, options));
}

let decoy: Promise<string> | undefined;

/**
 * Takes the same time whether or not there is a hash to compare with: without one (unknown address,
 * no password yet, attempts used up) the password is checked against a decoy, and the answer is no.
 */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  decoy ??= hashPassword('a password nobody has');
  const target = passwordHash ?? (await decoy);
  const matches = await withSlot(() => verify(target, password, options));
  return passwordHash !== null && matches;
}

/** Makes the decoy ahead of the first sign-in, which would otherwise take longer. */
export async function warmUpPasswords(): Promise<void> {
  await verifyPassword(null, 'warm-up');
}
