import { ORPCError, ValidationError } from '@orpc/server';
import { beforeEach, describe, expect, test } from 'vitest';
import { guard } from './access-middleware.ts';
import type { CallContext } from './call-context.ts';
import { DeclaredError } from './platform/declared-error.ts';
import { StoreUnreadableError } from './platform/database/open-database.ts';
import { memoryLog } from './platform/log.ts';

/** A name and a number that must appear nowhere: neither in an answer nor in the log. */
const planted = 'Bergeron-Quenneville';
const plantedNam = 'BERQ 6803 0512';

describe('the guard of every operation', () => {
  let log: ReturnType<typeof memoryLog>;
  let context: CallContext;

  beforeEach(() => {
    log = memoryLog();
    context = {
      session: { caller: null }, sessions: {} as CallContext['sessions'], accounts: {} as CallContext['accounts'], clinic: () => null,
      ports: { clock: { now: () => '2026-11-16T15:12:00.000Z' }, newId: () => '0190f3a0-1234-7000-8000-00004f1c0912', log, dataDirectory: '', pageDirectory: '' },
    };
  });

  const failingWith = async (failure: unknown): Promise<ORPCError<string, unknown>> => {
    const error: unknown = await guard({ context, meta: { access: 'public', scope: 'own' }, name: 'area.thing', next: () => Promise.reject(failure as Error) }).catch((thrown: unknown) => thrown);
    if (!(error instanceof ORPCError)) throw new Error('not an answer of the contract');
    return error;
  };
  const expectNothingPlanted = (error: ORPCError<string, unknown>): void => {
    const written = JSON.stringify([error.toJSON(), log.lines]);
    expect(written).not.toContain(planted);
    expect(written).not.toContain(plantedNam);
  };

  test('an expected outcome is answered with its code, data and status', async () => {
    const error = await failingWith(new DeclaredError('STALE', { version: 4, changedBy: 'Sophie Gagnon', changedAt: '2026-11-16T15:00:00.000Z' }));
    expect({ code: error.code, status: error.status, data: error.data }).toEqual({ code: 'STALE', status: 409, data: { version: 4, changedBy: 'Sophie Gagnon', changedAt: '2026-11-16T15:00:00.000Z' } });
    expect(log.lines.filter((line) => !line.includes('operation.slow'))).toEqual([]);
  });

  test('a surprise becomes an incident with a reference, and says nothing else', async () => {
    const failure = Object.assign(new Error(`duplicate key (${plantedNam}) for ${planted}`, { cause: new Error(planted) }), { code: '23505', detail: planted });
    const error = await failingWith(failure);
    expect({ code: error.code, status: error.status, data: error.data, message: error.message }).toEqual({ code: 'INCIDENT', status: 500, data: { reference: '4F1C-0912' }, message: 'INCIDENT' });
    expectNothingPlanted(error);
    const incidents = log.lines.filter((line) => line.includes('"incident"'));
    expect(incidents).toHaveLength(1);
    for (const told of ['4F1C-0912', 'area.thing', '23505']) expect(incidents[0]).toContain(told);
  });

  test.each([['a text', planted], ['an object', { name: planted }], ['nothing', undefined], ['an error of the link', new ORPCError('NOT_FOUND', { message: planted })]])('so does %s thrown', async (_, thrown) => {
    const error = await failingWith(thrown);
    expect(error.code).toBe('INCIDENT');
    expectNothingPlanted(error);
  });

  test('what a validator refuses is answered by path and code, never by what was typed', async () => {
    const issues = [{ path: ['patient', { key: 'nam' }], code: 'invalid_format', message: `Invalid: ${plantedNam}` }, { path: ['endsAt'], code: 'custom', message: 'END_BEFORE_START' }, { code: 'custom', message: planted }];
    const cause = new ValidationError({ message: planted, issues, data: undefined });
    const error = await failingWith(new ORPCError('BAD_REQUEST', { message: planted, data: { issues }, cause }));
    expect({ code: error.code, data: error.data }).toEqual({
      code: 'INVALID', data: { issues: [{ path: 'patient.nam', code: 'INVALID_FORMAT' }, { path: 'endsAt', code: 'END_BEFORE_START' }, { path: '', code: 'CUSTOM' }] },
    });
    expectNothingPlanted(error);
  });

  test('a store that cannot be read is said to be so, with its cause', async () => {
    const error = await failingWith(new StoreUnreadableError('wrong-key-or-damaged', { cause: planted }));
    expect({ code: error.code, data: error.data }).toEqual({ code: 'STORE_UNREADABLE', data: { cause: 'wrong-key-or-damaged' } });
    expectNothingPlanted(error);
  });

  test('a slow operation is noted by name and duration', async () => {
    await guard({ context, meta: { access: 'public', scope: 'own' }, name: 'area.slow', next: () => new Promise((resolve) => setTimeout(resolve, 70, planted)) });
    expect(log.lines).toHaveLength(1);
    expect(JSON.parse(log.lines[0] ?? '')).toMatchObject({ level: 'info', event: 'operation.slow', name: 'area.slow', milliseconds: expect.any(Number) as number });
  });

  test('somebody signed in where the clinic has been closed since is no longer', async () => {
    context = { ...context, session: { caller: { grants: { 'patient.read': 'clinic' } } } as CallContext['session'] };
    await expect(guard({ context, meta: { access: 'patient.read', scope: 'clinic' }, name: 'n', next: () => Promise.resolve(1) })).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });
});
