import { describe, expect, test } from 'vitest';
import { contract } from '#contract/index.ts';
import type { OperationMeta } from '#contract/define.ts';
import { permissions } from '#contract/permissions.ts';
import { guard } from '../access-middleware.ts';
import type { CallContext } from '../call-context.ts';
import { answerIntake } from '../intake/intake-request.ts';
import type { OpenClinic } from '../clinics/open-clinic.ts';
import { memoryLog } from '../platform/log.ts';
import type { Caller } from './caller.ts';
import type { Held, Session } from './session.ts';

/** Somebody who may do everything: only being held stops them. */
const caller: Caller = {
  userId: 'one', practitionerId: null, displayName: 'Sophie Gagnon', login: 's.gagnon', roles: ['administrator'],
  grants: Object.fromEntries(permissions.map((permission) => [permission, 'clinic'])), language: 'fr', theme: 'system',
};
const operations = Object.entries(contract).flatMap(([area, group]) =>
  Object.entries(group).map(([name, procedure]) => ({ name: `${area}.${name}`, meta: (procedure as { '~orpc': { meta: Partial<OperationMeta> } })['~orpc'].meta })),
);

describe.each([
  ['unlocked', 'LOCKED'],
  ['password-chosen', 'MUST_CHANGE_PASSWORD'],
] as const)('a session held until %s', (until: Held['until'], code) => {
  const session: Session = { caller: null, held: { caller, until } };
  const context: CallContext = {
    session, sessions: {} as CallContext['sessions'], accounts: {} as CallContext['accounts'], clinic: () => ({}) as ReturnType<CallContext['clinic']>,
    ports: { clock: { now: () => '2026-11-16T15:12:00.000Z' }, newId: () => '0190f3a0-0000-7000-8000-0000000000aa', log: memoryLog(), dataDirectory: '', pageDirectory: '' },
  };

  test.each(operations.filter(({ meta }) => meta.access !== 'public'))('$name is refused', async ({ name, meta }) => {
    await expect(guard({ context, meta, name, next: () => Promise.resolve('done') })).rejects.toMatchObject({ code });
  });

  test('no file comes in', async () => {
    const request = new Request('http://127.0.0.1/intake', { method: 'POST', body: '{}', headers: { 'x-file-name': 'a.json' } });
    expect((await answerIntake(request, session, {} as OpenClinic)).status).toBe(401);
  });
});
