import type { QueryClient } from '@tanstack/react-query';
import type { CustomerPageDto, ListCustomersQuery } from '#server/features/customer/schema.ts';
import { matchMax } from '#server/features/customer/schema.ts';
import type { CustomerQuestion } from '#server/shared/customer-filter.ts';
import type { Effect } from './effect-of.ts';
import { joined } from './effect-of.ts';
import type { ListedPage } from './news.ts';
import { newsOf, withCountedTotal, withEntered, withPresence } from './news.ts';

/** How a tab asks the server; the calls are queries of the list's own question. */
export interface ListReader {
  match: (question: ListQuestion, customerIds: number[]) => Promise<number[]>;
  count: (question: ListQuestion) => Promise<Pick<CustomerPageDto, 'total' | 'totalIsCapped'>>;
}
export type ListQuestion = Pick<CustomerQuestion, 'search' | 'filter'>;

/** A cached list, and which listing of it is meant. */
export interface AskedList {
  key: readonly unknown[];
  question: ListQuestion;
  listing: number;
}

interface Waiting extends AskedList {
  rows: Set<number>;
  effects: Map<number, Effect>;
  isCountDue: boolean;
}

const pauseMs = 2000;
const pauseAfterFailureMs = 15_000;

/**
 * Asks the server what events don't tell: whether rows are still in the result, who came into it, how
 * many there are. Whatever comes within two to four seconds is one question a list, however many
 * events there were; a tab that nobody sees waits.
 */
export class ListAsker {
  readonly #queryClient: QueryClient;
  readonly #reader: ListReader;
  readonly #waiting = new Map<string, Waiting>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(queryClient: QueryClient, reader: ListReader) {
    this.#queryClient = queryClient;
    this.#reader = reader;
  }

  askRow(list: AskedList, customerId: number) {
    this.#waitingFor(list)?.rows.add(customerId);
  }

  askEffect(list: AskedList, customerId: number, effect: Effect) {
    const effects = this.#waitingFor(list)?.effects;
    effects?.set(customerId, joined(effects.get(customerId), effect));
  }

  askCount(list: AskedList) {
    const waiting = this.#waitingFor(list);
    if (waiting) waiting.isCountDue = true;
  }

  #waitingFor(list: AskedList): Waiting | null {
    const query = this.#queryClient.getQueryCache().find({ queryKey: list.key, exact: true });
    if (query === undefined || query.getObserversCount() === 0) return null;
    this.#start(pauseMs * (1 + Math.random()));
    const known = this.#waiting.get(query.queryHash);
    if (known?.listing === list.listing) return known;
    const anew = { ...list, rows: new Set<number>(), effects: new Map(), isCountDue: false };
    this.#waiting.set(query.queryHash, anew);
    return anew;
  }

  #start(ms: number) {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (document.visibilityState === 'hidden') this.#start(ms);
      else this.#askAll();
    }, ms);
  }

  #askAll() {
    const lists = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiting of lists) {
      this.#ask(waiting).catch(() => {
        // The rows stay as they are; the next event, or the next try, asks again.
        this.#restore(waiting);
      });
    }
  }

  async #ask(waiting: Waiting): Promise<void> {
    const { ids, isCountDue } = dueOf(waiting);
    const asked = ids.slice(0, matchMax);
    const rest = ids.slice(matchMax);
    if (rest.length > 0) this.#restore({ ...waiting, rows: new Set(rest), effects: new Map() });
    const { question } = waiting;
    const found = asked.length === 0 ? [] : await this.#reader.match(question, asked);
    this.#patch(waiting, (page) =>
      asked.reduce((next, id) => placed(next, id, found.includes(id)), page),
    );
    if (!isCountDue) return;
    const counted = await this.#reader.count(question);
    this.#patch(waiting, (page) => withCountedTotal(page, counted));
  }

  #restore(waiting: Waiting) {
    const list = this.#waitingFor(waiting);
    if (list === null) return;
    for (const id of waiting.rows) list.rows.add(id);
    for (const [id, effect] of waiting.effects) {
      const later = list.effects.get(id);
      list.effects.set(id, later ? joined(effect, later) : effect);
    }
    list.isCountDue ||= waiting.isCountDue;
    this.#timer ??= setTimeout(() => this.#askAll(), pauseAfterFailureMs);
  }

  /** An answer about a listing that is gone is none. */
  #patch({ key, listing }: AskedList, change: (page: ListedPage) => ListedPage) {
    const page = this.#queryClient.getQueryData<ListedPage>(key);
    if (page?.news?.listing !== listing) return;
    const next = change(page);
    if (next !== page) this.#queryClient.setQueryData(key, next);
  }
}

/** Who is asked about, and whether it takes a count to know how many there are. */
function dueOf({ rows, effects, isCountDue }: Waiting): { ids: number[]; isCountDue: boolean } {
  const ids = new Set(rows);
  let isDue = isCountDue;
  for (const [id, { before, after }] of effects) {
    if (before === false) {
      if (after !== false) ids.add(id);
    } else if (before === null || after !== true) isDue = true;
  }
  return { ids: [...ids], isCountDue: isDue };
}

function placed(page: ListedPage, id: number, isIn: boolean): ListedPage {
  const isHere = page.rows.some((row) => row.id === id);
  return isHere ? withPresence(page, id, isIn) : withEntered(page, id, isIn);
}

const askers = new WeakMap<QueryClient, ListAsker>();

/** Tells the cache how to ask about lists. */
export function provideListReader(queryClient: QueryClient, reader: ListReader) {
  askers.set(queryClient, new ListAsker(queryClient, reader));
}

export function askerOf(queryClient: QueryClient): ListAsker | null {
  return askers.get(queryClient) ?? null;
}

export function askedList(
  { key, input }: { key: readonly unknown[]; input: Partial<ListCustomersQuery> },
  page: ListedPage,
): AskedList {
  const question = { search: input.search ?? '', filter: input.filter ?? {} };
  return { key, question, listing: newsOf(page).listing };
}
