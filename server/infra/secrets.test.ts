import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Secrets } from './secrets.ts';

const key = randomBytes(32);
const other = randomBytes(32);
const secrets = new Secrets([key]);
const binding = { companyId: 7, field: 'prro.licenceKey' };
const text = 'ключ-ABC-123';

describe('secrets at rest', () => {
  it('opens what it sealed, and seals the same text differently each time', () => {
    const sealed = Array.from({ length: 200 }, () => secrets.seal(text, binding));
    for (const one of sealed) expect(secrets.open(one, binding)).toBe(text);
    expect(new Set(sealed.map((one) => Buffer.from(one).toString('hex'))).size).toBe(200);
    for (const one of sealed) expect(Buffer.from(one).includes(Buffer.from(text))).toBe(false);
  });

  it.each([
    ['another company', { ...binding, companyId: 8 }],
    ['another field', { ...binding, field: 'prro.cashier' }],
    ['a field and a company that read alike', { companyId: 71, field: 'x' }],
  ])('opens nothing for %s', (_, elsewhere) => {
    expect(secrets.open(secrets.seal(text, binding), elsewhere)).toBeNull();
  });

  it('opens nothing of which a single bit was turned, or that was cut short', () => {
    const sealed = secrets.seal(text, binding);
    for (let at = 0; at < sealed.length; at += 1) {
      const turned = Uint8Array.from(sealed, (byte, place) => (place === at ? byte ^ 1 : byte));
      expect(secrets.open(turned, binding), `byte ${at}`).toBeNull();
      expect(secrets.open(sealed.subarray(0, at), binding), `length ${at}`).toBeNull();
    }
    expect(secrets.open(Uint8Array.from([...sealed, 0]), binding)).toBeNull();
  });

  it('opens nothing with another key', () => {
    expect(new Secrets([other]).open(secrets.seal(text, binding), binding)).toBeNull();
  });

  it('a new key before the old one seals from now on, and what the old one sealed still opens', () => {
    const old = secrets.seal(text, binding);
    const both = new Secrets([other, key]);
    expect(both.open(old, binding)).toBe(text);
    const renewed = both.seal(text, binding);
    expect(new Secrets([other]).open(renewed, binding)).toBe(text);
    expect(secrets.open(renewed, binding)).toBeNull();
  });

  it('takes no key of another length, and not none', () => {
    expect(() => new Secrets([randomBytes(16)])).toThrow();
    expect(() => new Secrets([])).toThrow();
  });
});
