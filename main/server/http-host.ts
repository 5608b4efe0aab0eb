import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { type App, isDeliveryAddress, isFeedAddress } from '../app.ts';
import { securityHeaders } from '../platform/resources.ts';
import { BrowserSessions } from './browser-sessions.ts';
import { refusedPage } from './refused-page.ts';

/** Largest call a page may send over the socket; files come by `POST /intake`. */
const maximumCallBytes = 2 * 1024 * 1024;

export interface LoopbackHost {
  readonly port: number;
  /** Address with the one-time token. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves the application on loopback. Every request must name this host and come from this page's origin;
 * a browser without the token's cookie gets nothing but a page that says how to come in.
 */
export async function startLoopbackHost(app: App, options: { port: number }): Promise<LoopbackHost> {
  const browsers = new BrowserSessions(app);
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  browsers.listenOn(port);
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);

  const handler = new RPCHandler(app.router);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumCallBytes });
  server.on('upgrade', (request, socket, head) => {
    // A connection cut here has nobody else to tell; unheard, it would end the process.
    socket.on('error', () => socket.destroy());
    const session = browsers.of(request.headers.cookie);
    if (request.url !== '/rpc' || !session || !isOurs(request, hosts)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // A frame too large or broken closes this socket only; the page connects again.
      webSocket.on('error', () => webSocket.terminate());
      void handler.upgrade(webSocket, { context: app.contextOf(session) });
    });
  });

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      await send(await respond(incoming), outgoing);
    } catch (error) {
      app.contextOf({ caller: null }).ports.log.error('http.failed', error);
      if (!outgoing.headersSent) outgoing.writeHead(500, securityHeaders('none'));
      outgoing.end();
    }
  }

  async function respond(incoming: IncomingMessage): Promise<Response> {
    const refused = (status: number) => new Response(null, { status, headers: securityHeaders('none') });
    const notLetIn = () => new Response(refusedPage, { status: 403, headers: { ...securityHeaders('none'), 'content-type': 'text/html; charset=utf-8' } });
    if (!hosts.has(incoming.headers.host ?? '')) return refused(421);
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`);
    const token = url.searchParams.get('token');
    if (incoming.method === 'GET' && url.pathname === '/' && token !== null) {
      const cookie = browsers.admit(token);
      return cookie ? new Response(null, { status: 303, headers: { ...securityHeaders('none'), location: '/', 'set-cookie': cookie } }) : notLetIn();
    }
    // A calendar program has no cookie: it knows the address.
    if (isFeedAddress(url.href)) return app.feeds(requestOf(incoming, url));
    const session = browsers.of(incoming.headers.cookie);
    if (!session) return incoming.method === 'GET' && url.pathname === '/' ? notLetIn() : refused(403);
    if (isDeliveryAddress(url.href)) return app.deliveries(requestOf(incoming, url), session);
    if (incoming.method === 'GET' || incoming.method === 'HEAD') return app.resources(requestOf(incoming, url));
    if (!isOurs(incoming, hosts)) return refused(403);
    return app.intake(requestOf(incoming, url), session);
  }

  return {
    port,
    address: `http://127.0.0.1:${port}/?token=${browsers.token}`,
    close: async () => {
      for (const socket of sockets.clients) socket.close(1001);
      sockets.close();
      await closeServer(server);
    },
  };
}

/** A call is ours when its Origin is present and equals the host it names. */
function isOurs(request: IncomingMessage, hosts: ReadonlySet<string>): boolean {
  const { host, origin } = request.headers;
  return host !== undefined && hosts.has(host) && origin === `http://${host}`;
}

function requestOf(incoming: IncomingMessage, url: URL): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === 'string') headers.set(name, value);
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
  return new Request(url, {
    method: incoming.method ?? 'GET',
    headers,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
  });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body) await pipeline(Readable.fromWeb(response.body as ReadableStream<Uint8Array>), outgoing);
  else outgoing.end();
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
