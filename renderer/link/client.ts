import { createORPCClient, type ClientContext, type ClientLink } from '@orpc/client';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { Client } from '#contract/index';
import { LockableLink } from './lock-gate.ts';
import { createPortLink } from './port-link.ts';
import { SocketLink } from './socket-link.ts';

/** Chooses the link of the host that served this page: a message port under `app:`, a WebSocket elsewhere. */
function createLink(): ClientLink<ClientContext> {
  if (location.protocol === 'app:') return createPortLink();
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return new SocketLink(`${scheme}//${location.host}/rpc`);
}

/** Every operation, typed by the contract: `client.patients.open({ patientId })`. Use in commands and handlers. */
export const client: Client = createORPCClient(new LockableLink(createLink()));

/** The same for TanStack Query: `useQuery(api.patients.open.queryOptions({ input: { patientId } }))`. */
export const api = createTanstackQueryUtils(client);
