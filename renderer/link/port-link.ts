import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';

/** What the preload listens for; it forwards the port that comes with it to the main process, once. */
const request = 'relais:port';

/** The desktop host's link: one message channel, handed over through the preload. Always connected. */
export function createPortLink(): ClientLink<ClientContext> {
  const { port1, port2 } = new MessageChannel();
  window.postMessage(request, location.origin === 'null' ? '*' : location.origin, [port2]);
  port1.start();
  return new RPCLink({ port: port1 });
}
