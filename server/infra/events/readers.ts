/**
 * Who is listening on this process: connections by user, so that they can be ended, and readers by
 * company and class of rights, so that an event is filtered and encoded once per class.
 */
import type { EventEnvelope } from '#server/shared/event.ts';
import type { EncodedAnswer } from '#server/infra/encoded-answer.ts';

/** What a reader of one class may see of an event: all, some, or null for nothing. Never mutates. */
export type View = (event: EventEnvelope) => EventEnvelope | null;

/** One signed-in socket, subscribed or not. */
export interface Connection {
  readonly userId: number;
  readonly companyId: number;
  readonly sessionHash: string;
  /** When its session ends unless used again. */
  expiresAt: Date;
  /** Detaches its readers at once, then closes the socket. */
  close: (code: number, reason: string) => void;
  /** Detaches its readers at once; they go on as soon as the session was read anew. */
  renewRights: () => void;
}

/** One subscription on one connection. */
export interface ReaderWith<OwnView> {
  readonly companyId: number;
  /** Readers with equal keys have equal views. */
  readonly classKey: string;
  readonly view: OwnView;
  send: (message: EncodedAnswer) => void;
  /** Too much is waiting in its socket: nothing is sent until it resumes. */
  isStalled: () => boolean;
  /** True once the waiting bytes are gone; closes the socket when it took too long. */
  tryResume: () => boolean;
  isClosed: () => boolean;
}

/** A subscription to events. */
export type Reader = ReaderWith<View>;

export interface ReaderClass<OwnView> {
  view: OwnView;
  readers: Set<ReaderWith<OwnView>>;
}

export class ReaderSet<OwnView> {
  readonly byCompany = new Map<number, Map<string, ReaderClass<OwnView>>>();

  get size(): number {
    return this.list().length;
  }

  get classes(): number {
    let count = 0;
    for (const classes of this.byCompany.values()) count += classes.size;
    return count;
  }

  add(reader: ReaderWith<OwnView>): void {
    const classes = this.byCompany.get(reader.companyId) ?? new Map<string, ReaderClass<OwnView>>();
    this.byCompany.set(reader.companyId, classes);
    const readerClass = classes.get(reader.classKey) ?? { view: reader.view, readers: new Set() };
    classes.set(reader.classKey, readerClass);
    readerClass.readers.add(reader);
  }

  remove(reader: ReaderWith<OwnView>): void {
    const classes = this.byCompany.get(reader.companyId);
    const readerClass = classes?.get(reader.classKey);
    readerClass?.readers.delete(reader);
    if (readerClass?.readers.size === 0) classes?.delete(reader.classKey);
    if (classes?.size === 0) this.byCompany.delete(reader.companyId);
  }

  list(): ReaderWith<OwnView>[] {
    return [...this.byCompany.values()].flatMap((classes) =>
      [...classes.values()].flatMap(({ readers }) => [...readers]),
    );
  }
}

export class ConnectionSet {
  readonly #byUser = new Map<number, Set<Connection>>();

  add(connection: Connection): void {
    const ofUser = this.#byUser.get(connection.userId) ?? new Set();
    this.#byUser.set(connection.userId, ofUser);
    ofUser.add(connection);
  }

  remove(connection: Connection): void {
    const ofUser = this.#byUser.get(connection.userId);
    ofUser?.delete(connection);
    if (ofUser?.size === 0) this.#byUser.delete(connection.userId);
  }

  ofUser(userId: number): Connection[] {
    return [...(this.#byUser.get(userId) ?? [])];
  }

  list(): Connection[] {
    return [...this.#byUser.values()].flatMap((connections) => [...connections]);
  }

  ofCompany(companyId: number): Connection[] {
    return this.list().filter((connection) => connection.companyId === companyId);
  }
}
