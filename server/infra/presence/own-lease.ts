/**
 * A lease of this process: where one of its sockets is. It tells each change once, and lets an intent
 * end when its holder has not renewed it (product 5.2). Rights are not its matter.
 */
import type { Lease, Place } from '#server/shared/presence.ts';
import type { PresenceLease } from './lease.ts';

export interface LeaseOwner {
  companyId: number;
  user: Lease['user'];
}

export interface OwnLeaseOptions {
  id: string;
  owner: LeaseOwner;
  intentIdleMs: number;
  /** Called with each change; null when the lease is nowhere. */
  tell: (lease: Lease | null) => void;
  onEnd: () => void;
}

export class OwnLease implements PresenceLease {
  readonly id: string;
  customerId: number | null = null;
  readonly #options: OwnLeaseOptions;
  #user: Lease['user'];
  #place: Place | null = null;
  #told: Place | null = null;
  #intentEndsAt = 0;
  #isSuspended = false;
  #hasEnded = false;

  constructor(options: OwnLeaseOptions) {
    this.id = options.id;
    this.#options = options;
    this.#user = options.owner.user;
  }

  get companyId(): number {
    return this.#options.owner.companyId;
  }

  /** As colleagues know it now; null if they know of nothing. */
  get shown(): Lease | null {
    return this.#told && { id: this.id, user: this.#user, place: this.#told };
  }

  get userId(): number {
    return this.#user.id;
  }

  /** The holder has another name from now on: colleagues are told, wherever the tab is. */
  rename(name: string): void {
    this.#user = { ...this.#user, name };
    if (this.#told) this.#options.tell(this.shown);
  }

  show(place: Place | null): void {
    if (this.#hasEnded) return;
    this.#place = place;
    this.#intentEndsAt = performance.now() + this.#options.intentIdleMs;
    this.#tell();
  }

  suspend(): void {
    this.#isSuspended = true;
    this.#tell();
  }

  resume(): void {
    if (!this.#isSuspended || this.#hasEnded) return;
    this.#isSuspended = false;
    this.#tell();
  }

  end(): void {
    if (this.#hasEnded) return;
    this.show(null);
    this.#hasEnded = true;
    this.#options.onEnd();
  }

  /** Ends the intent if its time is up; where the tab is stays as it was. */
  expireIntent(now: number): void {
    if (!this.#place?.intent || now < this.#intentEndsAt) return;
    this.#place = { ...this.#place, intent: null };
    this.#tell();
  }

  #tell(): void {
    const place = this.#isSuspended ? null : this.#place;
    if (isSamePlace(place, this.#told)) return;
    this.#told = place;
    this.#options.tell(this.shown);
  }
}

function isSamePlace(one: Place | null, other: Place | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.customerId === other.customerId &&
    one.state === other.state &&
    one.field === other.field &&
    one.intent === other.intent
  );
}
