const rememberedMax = 500;
const own = new Set<string>();

/**
 * Marks a mutation of this tab, so that its event is known as an echo when it comes back.
 * Money uses it as the idempotency key.
 */
export function newMutationId(): string {
  const id = randomUuid();
  own.add(id);
  if (own.size > rememberedMax) {
    for (const oldest of own) {
      own.delete(oldest);
      break;
    }
  }
  return id;
}

export function isOwnMutation(id: string | null): boolean {
  return id !== null && own.has(id);
}

/** `crypto.randomUUID` is missing on plain http outside localhost; random values are not. */
function randomUuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
