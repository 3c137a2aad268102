/**
 * Assertions for programmers' errors: a failed one is a bug in Tandem, never bad input.
 * Bad input and refused actions are an {@link AppError} (`errors.ts`).
 */
export function assert(claim: unknown, message: string): asserts claim {
  if (!claim) throw new Error(`Assertion failed: ${message}`);
}

/** Ends an exhaustive switch: reaching it at compile time is a type error. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
