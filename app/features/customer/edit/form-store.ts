import { useSyncExternalStore } from 'react';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { AuthorOf, FormState } from './form-state.ts';
import { changedFields, startForm } from './form-state.ts';
import { fieldAuthor } from './field-authors.ts';

/**
 * One customer's form, outside of React: what is typed is there at once for whoever asks (a save, a
 * draft, a page that is being left), and a key press draws one field anew, not all of them.
 */
export class FormStore {
  #state: FormState;
  readonly #listeners = new Set<() => void>();
  readonly authorOf: AuthorOf;

  constructor(customer: CustomerDto) {
    this.#state = startForm(customer);
    this.authorOf = (field) => fieldAuthor(customer.id, field);
  }

  get state(): FormState {
    return this.#state;
  }

  get isDirty(): boolean {
    return changedFields(this.#state).length > 0;
  }

  update(change: (state: FormState) => FormState) {
    const next = change(this.#state);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  /** @returns the end of it */
  listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** Between two tabs of the page, and on the way back to it, what was typed is still there. */
const kept = new Map<number, FormStore>();

export function formOf(customer: CustomerDto): FormStore {
  const store = kept.get(customer.id) ?? new FormStore(customer);
  kept.set(customer.id, store);
  return store;
}

/** The page has gone; a form without anything typed goes with it. */
export function releaseForm(customerId: number): void {
  if (kept.get(customerId)?.isDirty === false) kept.delete(customerId);
}

/** What was typed about somebody, if anything was; for whoever takes the form's place. */
export function keptForm(customerId: number): FormStore | null {
  return kept.get(customerId) ?? null;
}

/** The customer was removed: what was typed waits for nobody any more. */
export function forgetForm(customerId: number): void {
  kept.delete(customerId);
}

/** A part of the form; it must be the same object as long as it says the same. */
export function useFormPart<Part>(store: FormStore, part: (state: FormState) => Part): Part {
  return useSyncExternalStore(
    store.listen,
    () => part(store.state),
    () => part(store.state),
  );
}
