import type { Lease } from '#server/shared/presence.ts';

/** Every lease that this process knows of, its own and those of others, by company. */
export class LeaseBook {
  readonly #byCompany = new Map<number, Map<string, Lease>>();

  get size(): number {
    let count = 0;
    for (const leases of this.#byCompany.values()) count += leases.size;
    return count;
  }

  set(companyId: number, id: string, lease: Lease | null): void {
    const leases = this.#byCompany.get(companyId) ?? new Map<string, Lease>();
    if (lease) leases.set(id, lease);
    else leases.delete(id);
    if (leases.size > 0) this.#byCompany.set(companyId, leases);
    else this.#byCompany.delete(companyId);
  }

  ofCompany(companyId: number): Lease[] {
    return [...(this.#byCompany.get(companyId)?.values() ?? [])];
  }
}
