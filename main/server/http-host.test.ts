import { once } from 'node:events';
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { type LoopbackHost, startLoopbackHost } from './http-host.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('the loopback host', () => {
  let testApp: TestApp;
  let host: LoopbackHost;

  beforeEach(async () => {
    testApp = createTestApp();
    host = await startLoopbackHost(testApp.app, { port: 0 });
  });
  afterEach(async () => {
    await host.close();
    await testApp.close();
  });

  /** Node's own client: `fetch` would not let a test choose Host and Origin. */
  const ask = (path: string, { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const outgoing = httpRequest({ host: '127.0.0.1', port: host.port, path, method, headers }, (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(parts).toString() }));
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  const token = () => new URL(host.address).searchParams.get('token') ?? '';
  const enter = async (): Promise<string> => ((await ask(`/?token=${token()}`)).headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  const origin = () => `http://127.0.0.1:${host.port}`;
  /** How a socket's opening ended: `open`, or the status it was refused with. */
  const openSocket = async (headers: Record<string, string>, path = '/rpc'): Promise<{ outcome: string; socket: WebSocket }> => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
    const outcome = await new Promise<string>((resolve) => {
      socket.on('open', () => resolve('open'));
      socket.on('unexpected-response', (_, response) => resolve(String(response.statusCode)));
      socket.on('error', (error) => resolve(error.message));
    });
    return { outcome, socket };
  };

  test('listens on this computer only, and its address carries a token nobody can guess', () => {
    expect(host.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[A-Za-z0-9_-]{32}$/);
  });

  test('answers the address of a file only to a browser it knows, and keeps nothing there for it', async () => {
    const address = '/delivery/0190f3a0-0000-7000-8000-0000000000aa';
    expect((await ask(address)).status).toBe(403);
    const answer = await ask(address, { headers: { cookie: await enter() } });
    expect([answer.status, answer.headers['cache-control'], answer.body]).toEqual([404, 'no-store', '']);
  });

  test('exchanges the token for a cookie no script reads and no other site sends, named for the port', async () => {
    const answer = await ask(`/?token=${token()}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(new RegExp(`^relais-${host.port}=[A-Za-z0-9_-]{32}; Path=/; HttpOnly; SameSite=Strict$`)) as string]);
    const page = await ask('/', { headers: { cookie: await enter() } });
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).toContain('Relais');
  });

  test('a wrong token gives nothing but a page that says how to come in', async () => {
    for (const wrong of ['', 'x', `${token()}x`, token().slice(1), token().toLowerCase() === token() ? 'y' : token().toLowerCase()]) {
      const answer = await ask(`/?token=${encodeURIComponent(wrong)}`);
      expect([answer.status, answer.headers['set-cookie'], answer.headers['content-type']]).toEqual([403, undefined, 'text/html; charset=utf-8']);
      expect(answer.body).toMatch(/Relais a redémarré[^]*Relais was restarted/);
      expect(answer.body).not.toMatch(/<script|token/);
    }
  });

  test('without a cookie, or with one of another port, nothing is served', async () => {
    const cookie = await enter();
    const value = cookie.split('=')[1] ?? '';
    for (const wrong of [undefined, '', 'relais-1=abc', `relais-${host.port + 1}=${value}`, `relais-${host.port}=${value.slice(1)}`, `other=${value}`]) {
      for (const path of ['/', '/assets/app.js', '/anything']) expect((await ask(path, { headers: wrong === undefined ? {} : { cookie: wrong } })).status).toBe(403);
    }
  });

  test('a request that names another host is misdirected, whatever it carries', async () => {
    const cookie = await enter();
    for (const name of ['evil.example', `evil.example:${host.port}`, '127.0.0.1', `127.0.0.1:${host.port + 1}`, `[::1]:${host.port}`, `0.0.0.0:${host.port}`]) {
      const answer = await ask('/', { headers: { host: name, cookie } });
      expect([answer.status, answer.body], name).toEqual([421, '']);
      expect((await ask(`/?token=${token()}`, { headers: { host: name } })).headers['set-cookie'], name).toBeUndefined();
    }
    expect((await ask('/', { headers: { host: `localhost:${host.port}`, cookie } })).status).toBe(200);
  });

  test('a command without our origin is refused', async () => {
    const cookie = await enter();
    for (const wrong of [undefined, 'null', 'http://evil.example', `https://127.0.0.1:${host.port}`, `http://localhost:${host.port}`, `http://127.0.0.1:${host.port + 1}`]) {
      const answer = await ask('/intake', { method: 'POST', body: '{}', headers: { cookie, ...(wrong === undefined ? {} : { origin: wrong }) } });
      expect([answer.status, answer.body], String(wrong)).toEqual([403, '']);
    }
    // Ours: let through to the door, which asks who is there.
    const answer = await ask('/intake', { method: 'POST', body: '{}', headers: { cookie, origin: origin(), 'x-file-name': 'a.json' } });
    expect([answer.status, answer.body]).toEqual([401, '{"code":"NOT_SIGNED_IN"}']);
  });

  test('every answer carries the security headers, refusals too', async () => {
    const cookie = await enter();
    for (const answer of [await ask('/'), await ask('/', { headers: { cookie } }), await ask('/none.js', { headers: { cookie } }), await ask('/', { headers: { host: 'evil.example' } }), await ask(`/?token=${token()}`)]) {
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'content-security-policy': expect.stringContaining("default-src 'none'") as string });
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('a socket needs cookie, origin, host and path', async () => {
    const cookie = await enter();
    const good = { cookie, origin: origin() };
    const { outcome, socket } = await openSocket(good);
    expect(outcome).toBe('open');
    socket.close();
    for (const headers of [{ origin: origin() }, { cookie }, { cookie, origin: 'http://evil.example' }, { ...good, host: 'evil.example' }, { ...good, cookie: 'relais-1=x' }] as Record<string, string>[]) {
      expect((await openSocket(headers)).outcome, JSON.stringify(headers)).toBe('403');
    }
    expect((await openSocket(good, '/other')).outcome).toBe('403');
  });

  test('a frame too large closes its socket, and nothing else', async () => {
    const headers = { cookie: await enter(), origin: origin() };
    const { socket } = await openSocket(headers);
    const closed = once(socket, 'close');
    socket.send('x'.repeat(3 * 1024 * 1024));
    await closed;
    const { outcome, socket: next } = await openSocket(headers);
    expect(outcome).toBe('open');
    next.close();
  });

  test('broken frames and connections cut short do not end the process', async () => {
    const headers = { cookie: await enter(), origin: origin() };
    const { socket } = await openSocket(headers);
    const closed = once(socket, 'close');
    socket.send(Buffer.from([0, 1, 2, 3]));
    socket.send('not a call');
    socket.terminate();
    await closed;
    for (let time = 0; time < 3; time += 1) {
      const raw = connect(host.port, '127.0.0.1');
      await once(raw, 'connect');
      raw.write(`GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
      raw.resetAndDestroy();
    }
    expect((await ask('/', { headers })).status).toBe(200);
  });

  test('two browsers have two sessions', async () => {
    const [one, two] = [await enter(), await enter()];
    expect(one).not.toBe(two);
  });

  test('closing ends open sockets and frees the port', async () => {
    const { socket } = await openSocket({ cookie: await enter(), origin: origin() });
    const closed = once(socket, 'close');
    await host.close();
    await closed;
    const again = await startLoopbackHost(testApp.app, { port: host.port });
    expect(again.port).toBe(host.port);
    await again.close();
    host = await startLoopbackHost(testApp.app, { port: 0 });
  });

  test('the log holds no token, cookie or path', async () => {
    const cookie = await enter();
    await ask('/?token=wrong');
    await ask('/Bergeron-Quenneville.js', { headers: { cookie } });
    expect(testApp.log.lines.join('\n')).not.toMatch(/Bergeron|token|relais-\d/);
  });
});
