import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { namedMax } from '#server/features/batch/schema.ts';
import type { CustomerQuestion } from '#server/shared/customer-filter.ts';

/** All that matched a question when it was asked; the server holds whom, and at which versions. */
export interface MatchingSelection {
  selectionId: number;
  total: number;
  question: CustomerQuestion;
}

export interface SelectionState {
  kind: 'none' | 'named' | 'matching';
  /** The customers chosen one by one, as they stood on the screen when they were chosen. */
  rows: ReadonlyMap<number, CustomerRowDto>;
  matching: MatchingSelection | null;
  /** The question whose "all that match" is on its way: nobody acts on those named so far. */
  widening: CustomerQuestion | null;
  count: number;
}

const nobody: SelectionState = {
  kind: 'none',
  rows: new Map(),
  matching: null,
  widening: null,
  count: 0,
};

/** How a page stands to the selection: what its one checkbox shows. */
export type PageMark = 'none' | 'some' | 'all';

/**
 * Who is chosen on the list, by id: pages, orders, filters and colleagues come and go, the choice
 * stays. A customer keeps the version that the screen showed when they were chosen.
 */
export class SelectionStore {
  readonly #listeners = new Set<() => void>();
  #state = nobody;
  #page: readonly CustomerRowDto[] = [];
  /** Where a range starts. */
  #anchor: number | null = null;

  get state(): SelectionState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What is on the screen, in its order, without those who can't be acted on any more. */
  showPage(rows: readonly CustomerRowDto[]) {
    const before = this.pageMark();
    this.#page = rows;
    if (this.pageMark() !== before) this.#tell();
  }

  isSelected(customerId: number): boolean {
    return this.#state.kind === 'matching' || this.#state.rows.has(customerId);
  }

  pageMark(): PageMark {
    const page = this.#page;
    const chosen = page.filter(({ id }) => this.isSelected(id)).length;
    if (chosen === 0) return 'none';
    return chosen === page.length ? 'all' : 'some';
  }

  /** @returns false when so many can't be named one by one */
  toggle(row: CustomerRowDto): boolean {
    this.#anchor = row.id;
    const rows = this.#named();
    if (rows.has(row.id)) rows.delete(row.id);
    else rows.set(row.id, row);
    return this.#choose(rows);
  }

  /** From the row that was toggled last to this one, all as that one stands now. */
  toggleRange(row: CustomerRowDto): boolean {
    const from = this.#page.findIndex(({ id }) => id === this.#anchor);
    const to = this.#page.findIndex(({ id }) => id === row.id);
    if (from === -1 || to === -1) return this.toggle(row);
    const anchor = this.#page[from];
    const isChosen = anchor === undefined || this.isSelected(anchor.id);
    const rows = this.#named();
    for (const each of this.#page.slice(Math.min(from, to), Math.max(from, to) + 1)) {
      if (!isChosen) rows.delete(each.id);
      else if (!rows.has(each.id)) rows.set(each.id, each);
    }
    return this.#choose(rows);
  }

  /** The whole page, or nobody of it when all of it was chosen. */
  togglePage(): boolean {
    const isWhole = this.pageMark() === 'all';
    if (isWhole && this.#state.kind === 'matching') {
      this.clear();
      return true;
    }
    const rows = this.#named();
    for (const row of this.#page) {
      if (isWhole) rows.delete(row.id);
      else if (!rows.has(row.id)) rows.set(row.id, row);
    }
    return this.#choose(rows);
  }

  /**
   * All that match are asked for.
   * @returns takes the answer, null when there is none, and says whether it counts: a choice made
   *   meanwhile counts instead of it
   */
  widen(
    question: CustomerQuestion,
  ): (answer: Omit<MatchingSelection, 'question'> | null) => boolean {
    const widening = { ...this.#state, widening: question };
    this.#set(widening);
    return (answer) => {
      if (this.#state !== widening) return false;
      if (answer === null) {
        this.#set({ ...widening, widening: null });
      } else {
        this.#anchor = null;
        const matching = { ...answer, question };
        this.#set({ ...nobody, kind: 'matching', matching, count: matching.total });
      }
      return true;
    };
  }

  /** Another question stands: "all that match" no longer says whom. Those named one by one stay. */
  askAnew({ search, filter }: Pick<CustomerQuestion, 'search' | 'filter'>) {
    const { matching, widening } = this.#state;
    const asked = matching?.question ?? widening;
    if (asked === null) return;
    const isSame =
      asked.search === search && JSON.stringify(asked.filter) === JSON.stringify(filter);
    if (isSame) return;
    if (matching !== null) this.clear();
    else this.#set({ ...this.#state, widening: null });
  }

  readonly clear = () => {
    this.#anchor = null;
    if (this.#state.kind !== 'none') this.#set(nobody);
  };

  /** "All that match" less one row is named by what is on the screen. */
  #named(): Map<number, CustomerRowDto> {
    if (this.#state.kind !== 'matching') return new Map(this.#state.rows);
    return new Map(this.#page.map((row) => [row.id, row]));
  }

  #choose(rows: Map<number, CustomerRowDto>): boolean {
    if (rows.size > namedMax) return false;
    if (rows.size === 0) this.clear();
    else this.#set({ ...nobody, kind: 'named', rows, count: rows.size });
    return true;
  }

  #set(state: SelectionState) {
    this.#state = state;
    this.#tell();
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}
