import { describe, expect, it } from 'vitest';

describe('setting of the tests', () => {
  it('is a zone with an odd offset', () => {
    expect(new Date('2026-01-01T00:00:00Z').getTimezoneOffset()).toBe(-345);
  });
});
