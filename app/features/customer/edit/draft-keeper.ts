/**
 * Keeps on the server what is being typed: a moment after a pause, at once when the page is left.
 * One request at a time, so an older one never arrives last. Only what this tab has kept is cleared
 * by it: the rest belongs to another tab, or waits to be taken up again.
 */
import type { DraftField } from '#server/features/draft/schema.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { isSame } from './form-values.ts';

export interface DraftChange {
  set: DraftField[];
  clear: EditableField[];
}

/** `kept`: the server has all that was typed. */
export type DraftStatus = 'kept' | 'pending' | 'failed';

interface Options {
  send: (change: DraftChange, way: { outlivesPage: boolean }) => Promise<unknown>;
  onStatus: (status: DraftStatus) => void;
}

export const pauseMs = 400;

export class DraftKeeper {
  readonly #options: Options;
  #wanted: readonly DraftField[] = [];
  #known = new Map<EditableField, DraftField>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSending = false;
  #status: DraftStatus = 'kept';

  constructor(options: Options) {
    this.#options = options;
  }

  get status(): DraftStatus {
    return this.#status;
  }

  /** What is typed now, all of it. */
  want(fields: readonly DraftField[]) {
    this.#wanted = fields;
    clearTimeout(this.#timer);
    if (isNothing(this.#change())) {
      if (!this.#isSending) this.#tell('kept');
      return;
    }
    this.#tell('pending');
    this.#timer = setTimeout(() => void this.flush(), pauseMs);
  }

  /** The server has these already: they are this tab's from now on. */
  takeOver(fields: readonly DraftField[]) {
    for (const field of fields) this.#known.set(field.field, field);
  }

  /** Without the pause. What leaves with the page goes out even while another is on its way. */
  async flush(outlivesPage = false): Promise<void> {
    clearTimeout(this.#timer);
    const change = this.#change();
    if (isNothing(change) || (this.#isSending && !outlivesPage)) return;
    const before = this.#known;
    this.#known = after(before, change);
    this.#isSending = true;
    this.#tell('pending');
    try {
      await this.#options.send(change, { outlivesPage });
      this.#isSending = false;
      this.want(this.#wanted);
    } catch {
      // Whoever shows the status says so; the next word or the next connection tries again.
      this.#isSending = false;
      this.#known = before;
      this.#tell('failed');
    }
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #change(): DraftChange {
    const set = this.#wanted.filter((field) => !isKnown(this.#known.get(field.field), field));
    const names = new Set(this.#wanted.map(({ field }) => field));
    return { set, clear: [...this.#known.keys()].filter((field) => !names.has(field)) };
  }

  #tell(status: DraftStatus) {
    if (status === this.#status) return;
    this.#status = status;
    this.#options.onStatus(status);
  }
}

function isNothing({ set, clear }: DraftChange): boolean {
  return set.length === 0 && clear.length === 0;
}

/** A newer version of the same words is no news for a draft unless their base moved. */
function isKnown(known: DraftField | undefined, { value, base }: DraftField): boolean {
  return known !== undefined && isSame(known.value, value) && isSame(known.base, base);
}

function after(
  known: ReadonlyMap<EditableField, DraftField>,
  { set, clear }: DraftChange,
): Map<EditableField, DraftField> {
  const next = new Map(known);
  for (const field of set) next.set(field.field, field);
  for (const field of clear) next.delete(field);
  return next;
}
