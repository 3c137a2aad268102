/**
 * Secrets at rest: AES-256-GCM with a nonce of its own for each. What is sealed is bound to the company
 * and the field that it belongs to, so that it opens nowhere else. In front stands which key sealed it:
 * a new key goes before the old ones, and what the old ones sealed can still be opened.
 *
 * Not done here: where the keys come from (`secret-keys.ts`), and who may see what was opened.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { assert } from '#server/shared/assert.ts';

export const secretKeyBytes = 32;
const algorithm = 'aes-256-gcm';
const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;

/** What a secret belongs to. */
export interface Binding {
  companyId: number;
  /** `prro.licenceKey` */
  field: string;
}

interface Key {
  id: Buffer;
  key: Buffer;
}

export class Secrets {
  readonly #keys: readonly [Key, ...Key[]];

  /** @param keys of {@link secretKeyBytes} bytes; the first seals, all open */
  constructor(keys: readonly Buffer[]) {
    const [first, ...rest] = keys.map((key) => {
      assert(key.length === secretKeyBytes, 'a key of the wrong length');
      return { id: createHash('sha256').update(key).digest().subarray(0, keyIdBytes), key };
    });
    assert(first !== undefined, 'no key for secrets');
    this.#keys = [first, ...rest];
  }

  /** key id | nonce | tag | ciphertext */
  seal(secret: string, binding: Binding): Uint8Array<ArrayBuffer> {
    const [{ id, key }] = this.#keys;
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
    cipher.setAAD(associated(id, binding));
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return new Uint8Array(Buffer.concat([id, nonce, cipher.getAuthTag(), text]));
  }

  /** Null for what none of the keys opens: another key sealed it, or it was changed or moved. */
  open(sealed: Uint8Array, binding: Binding): string | null {
    const bytes = Buffer.from(sealed);
    const id = bytes.subarray(0, keyIdBytes);
    const nonce = bytes.subarray(keyIdBytes, keyIdBytes + nonceBytes);
    const tag = bytes.subarray(keyIdBytes + nonceBytes, keyIdBytes + nonceBytes + tagBytes);
    const found = this.#keys.find((key) => key.id.equals(id));
    if (!found || tag.length < tagBytes) return null;
    const decipher = createDecipheriv(algorithm, found.key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(associated(id, binding));
    decipher.setAuthTag(tag);
    const text = decipher.update(bytes.subarray(keyIdBytes + nonceBytes + tagBytes));
    try {
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch {
      // The tag does not fit: this is what the tag is for, and the caller is told.
      return null;
    }
  }
}

function associated(keyId: Buffer, { companyId, field }: Binding): Buffer {
  return Buffer.from(`tandem|${keyId.toString('hex')}|${companyId}|${field}`);
}
