import { isContractProcedure } from '@orpc/contract';
import { call, ORPCError } from '@orpc/server';
import fc from 'fast-check';
import type { z } from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OperationMeta } from '#contract/define.ts';
import { declaredErrors } from '#contract/errors.ts';
import { contract } from '#contract/index.ts';
import type { Role } from '#contract/permissions.ts';
import { createApp, type App } from '../../app.ts';
import type { Caller } from '../../users/caller.ts';
import { engines, openTestClinic, type TestClinic, testPassphrase } from '../test-clinic.ts';
import { hostileInput, plantedName } from './hostile-arbitrary.ts';

/** How many inputs each operation is sent: some in `npm test`, many in `npm run torture`. */
const inputs = process.env['RELAIS_TORTURE'] === undefined ? 12 : Number(process.env['RELAIS_TORTURE']) * 5;
/** Each try at a password, and each backup, costs a tenth of a second by design. */
const slow = new Set(['session.signIn', 'session.unlock', 'session.recover', 'session.createClinic', 'session.createAdministrator', 'session.rehearseRestore', 'session.restoreClinic', 'session.choosePassword', 'accounts.add', 'accounts.resetPassword', 'accounts.setPassphrase', 'accounts.renewRecoveryKey', 'accounts.changePassword', 'backups.run', 'backups.verify']);

const who = ['nobody', 'administrator', 'rheumatologist', 'nurse', 'physiotherapist', 'secretary', 'programme-lead'] as const satisfies readonly (Role | 'nobody')[];

interface Operation {
  readonly name: string;
  readonly path: readonly string[];
  readonly meta: OperationMeta;
  readonly input: z.core.$ZodType | undefined;
}

/** Every operation of the contract, as declared. */
function operationsOf(node: unknown, path: readonly string[] = []): readonly Operation[] {
  if (isContractProcedure(node)) {
    const declared = node['~orpc'] as unknown as { readonly meta: OperationMeta; readonly inputSchema: z.core.$ZodType | undefined };
    return [{ name: path.join('.'), path, meta: declared.meta, input: declared.inputSchema }];
  }
  return Object.entries(node as object).flatMap(([key, child]) => operationsOf(child, [...path, key]));
}
const operations = operationsOf(contract);

/** Ends with its session alone. */
const lasting = 'live.changes';

async function readToItsEnd(stream: AsyncIterable<unknown>, isLasting: boolean): Promise<void> {
  const steps = stream[Symbol.asyncIterator]();
  while (!(await steps.next()).done) if (isLasting) await steps.return?.();
}

describe.each(engines)('hostile input on %s', (engine) => {
  let clinic: TestClinic;
  let app: App;
  let ids: readonly string[];
  const callers = new Map<string, Caller>();

  beforeAll(async () => {
    clinic = await openTestClinic(engine, { withPassphrase: true });
    for (const role of who) if (role !== 'nobody') callers.set(role, await clinic.caller(role));
    const patientId = clinic.ports.newId();
    await clinic.services.patients.register(callers.get('secretary')!, {
      patientId, familyName: plantedName, givenName: 'Élise', birthFamilyName: null, birthDate: '1958-03-14', administrativeSex: 'F', nam: null, fileNumber: null, language: 'fr', phone: '', email: '',
      addressLine: '', city: '', postalCode: '', regionCode: '06', mobility: 'unknown', teleSuitability: 'unknown',
    });
    ids = [patientId, clinic.summary.id, clinic.ports.newId(), ...[...callers.values()].flatMap((caller) => [caller.userId, caller.practitionerId ?? caller.userId])];
    await clinic.store.close();
    app = createApp(clinic.ports, { directory: clinic.directory });
    app.sessions.keepOpen = true;
  });
  afterAll(async () => {
    await app.close();
    await clinic.close();
  });

  /** A fresh window of a person, the clinic open: what an earlier call closed or locked is as before. */
  const windowOf = async (name: (typeof who)[number]) => {
    if (!app.host.open && !(await app.host.unlockWithPassphrase(testPassphrase))) throw new Error('the clinic does not open');
    const session = app.newSession();
    session.caller = callers.get(name) ?? null;
    return session;
  };

  /** What came of a call: nothing, or the error as the page would get it. */
  const outcomeOf = async (operation: Operation, name: (typeof who)[number], input: unknown): Promise<ORPCError<string, unknown> | null> => {
    const session = await windowOf(name);
    let procedure: unknown = app.router;
    for (const part of operation.path) procedure = (procedure as Record<string, unknown>)[part];
    try {
      const output: unknown = await call(procedure as Parameters<typeof call>[0], input, { context: app.contextOf(session) });
      if (typeof output === 'object' && output !== null && Symbol.asyncIterator in output) await readToItsEnd(output as AsyncIterable<unknown>, operation.name === lasting);
      return null;
    } catch (error) {
      if (error instanceof ORPCError) return error as ORPCError<string, unknown>;
      throw error;
    } finally {
      app.forgetSession(session);
    }
  };

  test.each(operations)('$name answers as declared, whatever it is sent', async (operation) => {
    const { access } = operation.meta;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...who), hostileInput(operation.input, ids), async (name, input) => {
        const error = await outcomeOf(operation, name, input);
        const code = error?.code ?? 'OK';
        if (code !== 'OK') expect(Object.keys(declaredErrors), `${code} is declared`).toContain(code);
        expect(code, clinic.ports.log.lines.findLast((line) => line.includes('incident'))).not.toBe('INCIDENT');
        const mayCall = access === 'public' || (name !== 'nobody' && (access === 'signed-in' || callers.get(name)!.grants[access] !== undefined));
        if (!mayCall) expect(['NOT_SIGNED_IN', 'FORBIDDEN']).toContain(code);
        // What others changed since is told to somebody who may read the record, and to nobody else.
        const mayBeTold = code === 'STALE' && callers.get(name)?.grants['patient.read'] !== undefined;
        if (!mayBeTold) expect(JSON.stringify(error?.toJSON() ?? null)).not.toContain(plantedName);
        expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
      }),
      { numRuns: slow.has(operation.name) ? Math.ceil(inputs / 10) : inputs, interruptAfterTimeLimit: 20_000 + inputs * 200 },
    );
  }, 60_000 + inputs * 500);

  test('afterwards the clinic works, its trail is whole, and the log holds no name', async () => {
    const verified = await call(app.router.audit.verify, undefined, { context: app.contextOf(await windowOf('administrator')) });
    expect(verified.broken).toBeNull();
    expect(clinic.ports.log.lines.join('\n')).not.toContain(plantedName);
    expect(clinic.ports.log.lines.join('\n')).not.toContain('drop table');
  });
});
