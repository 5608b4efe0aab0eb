import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink as MessagePortLink } from '@orpc/client/message-port';
import { RPCLink as WebSocketLink } from '@orpc/client/websocket';
import { type ContractRouterClient, eventIterator } from '@orpc/contract';
import { createRouterClient, implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { operation } from '#contract/define.ts';
import { guard } from '../access-middleware.ts';
import type { App } from '../app.ts';
import type { CallContext } from '../call-context.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { startLoopbackHost } from '../server/http-host.ts';
import { createTestApp, type TestApp } from './test-app.ts';

/** A few operations that do what real ones do, so that what a link changes shows: every kind of answer, at its edges. */
const open = { access: 'public', scope: 'own' } as const;
const contract = {
  echo: operation(open).input(z.object({ text: z.string(), number: z.number(), nothing: z.null(), list: z.array(z.object({ on: z.boolean() })), maybe: z.string().optional() })).output(z.object({
    text: z.string(), number: z.number(), nothing: z.null(), list: z.array(z.object({ on: z.boolean() })), maybe: z.string().optional(),
  })),
  row: operation(open).output(z.object({ id: z.string() })),
  wrongRow: operation(open).output(z.object({ id: z.string() })),
  fails: operation(open).input(z.object({ how: z.enum(['declared', 'bare', 'surprise']) })).output(z.null()),
  mine: operation({ access: 'patient.read', scope: 'clinic' }).output(z.null()),
  size: operation(open).input(z.object({ text: z.string() })).output(z.object({ length: z.int() })),
  large: operation(open).input(z.object({ rows: z.int() })).output(z.array(z.object({ index: z.int(), text: z.string() }))),
  steps: operation(open).input(z.object({ count: z.int(), thenFail: z.boolean() })).output(eventIterator(z.object({ step: z.int() }))),
};
type Client = ContractRouterClient<typeof contract>;

/** Which streams ended, whoever ended them. */
const ended: number[] = [];

const os = implement(contract)
  .$context<CallContext>()
  .use(({ context, procedure, path, next }) => guard({ context, meta: procedure['~orpc'].meta, name: path.join('.'), next: async () => next() }));
const router = os.router({
  echo: os.echo.handler(({ input }) => input),
  // What a careless repository would answer: more than the contract says.
  row: os.row.handler(() => ({ id: 'a', nam: 'BERQ68030512', password: 'secret' })),
  wrongRow: os.wrongRow.handler(() => ({ id: 12, nam: 'BERQ68030512' }) as unknown as { id: string }),
  fails: os.fails.handler(({ input }) => {
    if (input.how === 'declared') throw new DeclaredError('DUPLICATE', { field: 'nam', patientId: '0190f3a0-0000-7000-8000-0000000000aa' });
    if (input.how === 'bare') throw new DeclaredError('SLOT_TAKEN');
    throw new Error('BERQ68030512 is already used by Bergeron');
  }),
  mine: os.mine.handler(() => null),
  size: os.size.handler(({ input }) => ({ length: input.text.length })),
  large: os.large.handler(({ input }) => Array.from({ length: input.rows }, (_, index) => ({ index, text: `Gagné, Élise ${index} `.repeat(10) }))),
  steps: os.steps.handler(async function* ({ input }) {
    try {
      for (let step = 1; step <= input.count; step += 1) {
        await Promise.resolve();
        yield { step };
      }
      if (input.thenFail) throw new DeclaredError('BUSY', { job: 'import' });
    } finally {
      ended.push(input.count);
    }
  }),
});

/** What came back, in a form that can be compared between links. */
async function outcomeOf(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return { value: await call() };
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    const { code, status, defined, message, data } = error as ORPCError<string, unknown>;
    return { error: { code, status, defined, message, data } };
  }
}

const links = ['in the same process', 'over the WebSocket', 'over a MessagePort'] as const;

describe.each(links)('calls %s', (link) => {
  let testApp: TestApp;
  let client: Client;
  const closing: (() => Promise<void> | void)[] = [];

  beforeEach(async () => {
    ended.length = 0;
    testApp = createTestApp();
    closing.push(() => testApp.close());
    const app: App = { ...testApp.app, router: router as unknown as App['router'] };
    client = link === 'in the same process' ? inProcess(app) : link === 'over the WebSocket' ? await overSocket(app) : overPort(app);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  const inProcess = (app: App): Client => createRouterClient(router, { context: app.contextOf(app.newSession()) });

  const overSocket = async (app: App): Promise<Client> => {
    const host = await startLoopbackHost(app, { port: 0 });
    closing.push(() => host.close());
    const admitted = await fetch(host.address, { redirect: 'manual' });
    const cookie = (admitted.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, { headers: { cookie, origin: `http://127.0.0.1:${host.port}` } });
    await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
    closing.push(() => socket.terminate());
    return createORPCClient(new WebSocketLink({ websocket: socket as unknown as globalThis.WebSocket }));
  };

  const overPort = (app: App): Client => {
    const { port1, port2 } = new MessageChannel();
    new RPCHandler(app.router).upgrade(port2, { context: app.contextOf(app.newSession()) });
    port1.start();
    port2.start();
    closing.push(() => {
      port1.close();
      port2.close();
    });
    return createORPCClient(new MessagePortLink({ port: port1 }));
  };

  test('values arrive as they were sent', async () => {
    const input = { text: 'Émile — « œuvre » \u0000 \u{1F9B4} D’Amours\n', number: 36.6, nothing: null, list: [{ on: true }, { on: false }] };
    expect(await client.echo(input)).toEqual(input);
    expect(await client.echo({ ...input, number: -0.000_001, list: [] })).toEqual({ ...input, number: -0.000_001, list: [] });
    expect((await client.echo({ ...input, maybe: undefined })).maybe).toBeUndefined();
  });

  test('columns the contract does not name do not leave', async () => {
    expect(await client.row()).toEqual({ id: 'a' });
  });

  test('an answer that is not what the contract says is an incident, and does not leave either', async () => {
    const outcome = await outcomeOf(() => client.wrongRow());
    expect(outcome).toEqual({ error: { code: 'INCIDENT', status: 500, defined: true, message: 'INCIDENT', data: { reference: expect.stringMatching(/^[0-9A-F]{4}-[0-9A-F]{4}$/) as string } } });
    expect(JSON.stringify([outcome, testApp.log.lines])).not.toContain('BERQ');
  });

  test('expected outcomes keep code, data and status', async () => {
    expect(await outcomeOf(() => client.fails({ how: 'declared' }))).toEqual({
      error: { code: 'DUPLICATE', status: 409, defined: true, message: 'DUPLICATE', data: { field: 'nam', patientId: '0190f3a0-0000-7000-8000-0000000000aa' } },
    });
    expect(await outcomeOf(() => client.fails({ how: 'bare' }))).toEqual({ error: { code: 'SLOT_TAKEN', status: 409, defined: true, message: 'SLOT_TAKEN', data: undefined } });
  });

  test('a surprise is an incident that says nothing', async () => {
    const outcome = await outcomeOf(() => client.fails({ how: 'surprise' }));
    expect(outcome).toMatchObject({ error: { code: 'INCIDENT', defined: true, message: 'INCIDENT' } });
    expect(JSON.stringify([outcome, testApp.log.lines])).not.toMatch(/BERQ|Bergeron/);
  });

  test('what is asked wrongly is refused by path and code', async () => {
    expect(await outcomeOf(() => client.fails({ how: 'Bergeron' as 'bare' }))).toEqual({
      error: { code: 'INVALID', status: 422, defined: true, message: 'INVALID', data: { issues: [{ path: 'how', code: 'INVALID_VALUE' }] } },
    });
    expect(await outcomeOf(() => client.echo({ text: 1, list: [{}] } as unknown as Parameters<Client['echo']>[0]))).toMatchObject({
      error: { code: 'INVALID', data: { issues: [{ path: 'text', code: 'INVALID_TYPE' }, { path: 'number', code: 'INVALID_TYPE' }, { path: 'nothing', code: 'INVALID_TYPE' }, { path: 'list.0.on', code: 'INVALID_TYPE' }] } },
    });
  });

  test('who is not signed in is told so before anything is looked at', async () => {
    expect(await outcomeOf(() => client.mine())).toEqual({ error: { code: 'NOT_SIGNED_IN', status: 401, defined: true, message: 'NOT_SIGNED_IN', data: undefined } });
  });

  test('a large question and a large answer arrive whole', async () => {
    expect(await client.size({ text: 'é'.repeat(900_000) })).toEqual({ length: 900_000 });
    const rows = await client.large({ rows: 20_000 });
    expect(rows).toHaveLength(20_000);
    expect(rows.at(-1)?.text.startsWith('Gagné, Élise 19999')).toBe(true);
  });

  test('a stream gives its steps in order, and ends', async () => {
    const steps: number[] = [];
    for await (const { step } of await client.steps({ count: 25, thenFail: false })) steps.push(step);
    expect(steps).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
    expect(ended).toEqual([25]);
  });

  test('a stream that fails ends with the declared error, after the steps it gave', async () => {
    const steps: number[] = [];
    const outcome = await outcomeOf(async () => {
      for await (const { step } of await client.steps({ count: 3, thenFail: true })) steps.push(step);
    });
    expect(steps).toEqual([1, 2, 3]);
    expect(outcome).toMatchObject({ error: { code: 'BUSY', data: { job: 'import' } } });
  });

  test('a stream nobody listens to any longer is ended where it comes from', async () => {
    for await (const { step } of await client.steps({ count: 100_000, thenFail: false })) if (step === 2) break;
    for (let wait = 0; wait < 100 && ended.length === 0; wait += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(ended).toEqual([100_000]);
  });

  test('many calls at once each get their own answer', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => client.size({ text: 'x'.repeat(index) })));
    expect(answers.map(({ length }) => length)).toEqual(Array.from({ length: 50 }, (_, index) => index));
  });
});
