import { ORPCError, type ClientContext, type ClientLink, type ClientOptions } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { reportConnection } from './connection.ts';

/** Waits before each new attempt, in milliseconds; the last one repeats. */
const retryDelays = [250, 500, 1000, 2000, 5000];
const openTimeout = 8_000;
/** Creating an encrypted clinic or the demonstration takes several seconds on a slow computer. */
const callTimeout = 120_000;

interface Attempt {
  readonly socket: WebSocket;
  readonly link: RPCLink<ClientContext>;
  /** Resolves when open, rejects when it closes first. */
  readonly opened: Promise<void>;
}

/**
 * The loopback host's link: one WebSocket, opened at the first call and again whenever it closes.
 * A call that cannot be sent, is cut, or is not answered in time ends with `UNAVAILABLE`; commands carry an id, so sending again is safe.
 */
export class SocketLink implements ClientLink<ClientContext> {
  readonly #address: string;
  #attempt: Attempt | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(address: string) {
    this.#address = address;
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    const attempt = this.#connect();
    try {
      await within(openTimeout, attempt.opened);
    } catch {
      throw unavailable();
    }
    try {
      return await within(callTimeout, attempt.link.call(path, input, options));
    } catch (error) {
      if (error instanceof ORPCError || options.signal?.aborted) throw error;
      throw attempt.socket.readyState === WebSocket.OPEN && !(error instanceof CallTimeout) ? error : unavailable();
    }
  }

  #connect(): Attempt {
    if (this.#attempt) return this.#attempt;
    const socket = new WebSocket(this.#address);
    socket.binaryType = 'arraybuffer';
    const opened = new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve());
      socket.addEventListener('close', () => reject(unavailable()));
    });
    const attempt: Attempt = { socket, link: new RPCLink({ websocket: socket }), opened };
    this.#attempt = attempt;
    opened.then(
      () => this.#onOpen(),
      () => {
        reportConnection('lost');
        void reportRefusal();
      },
    );
    socket.addEventListener('close', () => this.#onClose(attempt));
    return attempt;
  }

  #onOpen(): void {
    this.#failures = 0;
    reportConnection('open');
  }

  #onClose(attempt: Attempt): void {
    if (this.#attempt === attempt) this.#attempt = null;
    reportConnection('lost');
    const delay = retryDelays[Math.min(this.#failures, retryDelays.length - 1)];
    this.#failures += 1;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#connect();
    }, delay);
  }
}

/** A socket does not tell why it failed to open: the page's own address does. */
async function reportRefusal(): Promise<void> {
  const status = await fetch('/', { method: 'HEAD', cache: 'no-store' }).then((answer) => answer.status, () => null);
  if (status === 403) reportConnection('refused');
}

class CallTimeout extends Error {}

function unavailable(): Error {
  return new ORPCError('UNAVAILABLE', { status: 503 });
}

/** The promise's outcome, or `CallTimeout` after so many milliseconds. */
async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CallTimeout()), milliseconds);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
