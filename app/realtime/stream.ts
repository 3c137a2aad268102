import type { TRPCClient } from '@trpc/client';
import { errorDataOf } from '#app/lib/errors.ts';
import { connectNow, onSocketSignal, reconnect, socketProved } from '#app/lib/socket.ts';
import type { SocketSignal } from '#app/lib/socket.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { AppRouter } from '#server/router.ts';
import type { Cursor, StreamMessage } from '#server/shared/event.ts';
import type { SessionEnd } from '#server/shared/session-end.ts';
import { isSessionEnd } from '#server/shared/session-end.ts';
import { setConnection } from './connection.ts';
import type { Dispatcher } from './dispatcher.ts';
import { leaveForSignIn } from './leave.ts';

type ResyncReason = Extract<StreamMessage, { kind: 'resync' }>['reason'];

interface Options {
  client: TRPCClient<AppRouter>;
  cursor: Cursor;
  /** Where the stream is, after each message. */
  onCursor: (cursor: Cursor) => void;
  dispatcher: Dispatcher;
  /** Reads everything on screen anew. */
  reload: (reason: ResyncReason) => Promise<void>;
}

/** The server sends one every 15 s; two missed ones mean that nothing on screen is known to be so. */
const silenceMaxMs = 32_000;
const resyncJitterMs = 2000;
/** WebSocket close code: the session ended. */
const sessionEnded = 4401;

/**
 * The tab's subscription: keeps the page's knowledge of itself (live, catching up, offline), hands
 * events on, and follows what the server asks for. The transport resumes by itself from the last
 * tracked cursor; nothing is counted here.
 */
export class Stream {
  readonly #options: Options;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #timers = new Set<ReturnType<typeof setTimeout>>();
  #reloads = 0;
  #saidLive = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** @returns the end of it */
  open(): () => void {
    const { client, cursor } = this.#options;
    const offSignal = onSocketSignal((signal) => this.#onSignal(signal));
    const subscription = client.event.stream.subscribe(
      { lastEventId: cursor },
      {
        onData: (envelope) => {
          // Each message is tracked: it comes with the cursor after it.
          const { id, data } = envelope as { id: Cursor; data: StreamMessage };
          this.#onMessage(data);
          this.#options.onCursor(id);
        },
        onError: () => void this.#probeSession(),
      },
    );
    const offBrowser = this.#watchBrowser();
    return () => {
      subscription.unsubscribe();
      offSignal();
      offBrowser();
      clearTimeout(this.#silence);
      for (const timer of this.#timers) clearTimeout(timer);
    };
  }

  #onMessage(message: StreamMessage) {
    socketProved();
    this.#watchSilence();
    switch (message.kind) {
      case 'events':
        this.#options.dispatcher.receive(message.events as TandemEvent[]);
        break;
      case 'heartbeat':
        break;
      case 'live':
        this.#saidLive = true;
        break;
      case 'resync':
        this.#resync(message.reason);
        break;
    }
    this.#settle();
  }

  #settle() {
    setConnection(this.#saidLive && this.#reloads === 0 ? 'live' : 'catchingUp');
  }

  /** A thousand screens are told at once; they don't ask at once. Rights are one person's. */
  #resync(reason: ResyncReason) {
    this.#options.dispatcher.forget();
    this.#reloads += 1;
    this.#later(
      () => {
        void this.#options.reload(reason).finally(() => {
          this.#reloads -= 1;
          this.#settle();
        });
      },
      reason === 'rights' ? 0 : Math.random() * resyncJitterMs,
    );
  }

  #onSignal(signal: SocketSignal) {
    if (signal.kind === 'open') {
      this.#saidLive = false;
      setConnection('catchingUp');
      this.#watchSilence();
      return;
    }
    this.#lost();
    if (signal.kind === 'closed' && signal.code === sessionEnded) {
      void this.#probeSession(isSessionEnd(signal.reason) ? signal.reason : 'ended');
    }
    // A refused upgrade looks like a lost network from here; HTTP tells them apart.
    if (signal.kind === 'waiting' && signal.attempt > 2) void this.#probeSession();
  }

  #lost() {
    clearTimeout(this.#silence);
    this.#saidLive = false;
    setConnection('offline');
  }

  #watchSilence() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#lost();
      reconnect('wait');
    }, silenceMaxMs);
  }

  /** The browser often knows before the socket does. */
  #watchBrowser(): () => void {
    const offline = () => {
      this.#lost();
      reconnect('wait');
    };
    const visible = () => {
      if (document.visibilityState === 'visible') connectNow();
    };
    window.addEventListener('offline', offline);
    window.addEventListener('online', connectNow);
    document.addEventListener('visibilitychange', visible);
    return () => {
      window.removeEventListener('offline', offline);
      window.removeEventListener('online', connectNow);
      document.removeEventListener('visibilitychange', visible);
    };
  }

  async #probeSession(reason: SessionEnd = 'ended') {
    try {
      await this.#options.client.session.current.query();
    } catch (error) {
      // Any other failure leaves the page as it is: it says "offline" and goes on trying.
      if (errorDataOf(error)?.code === 'UNAUTHENTICATED') leaveForSignIn(reason);
    }
  }

  #later(fn: () => void, delayMs: number) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      fn();
    }, delayMs);
    this.#timers.add(timer);
  }
}
