import { describe, expect, test } from 'vitest';
import { contract } from '#contract/index.ts';
import type { OperationMeta } from '#contract/define.ts';
import { type Permission, permissions, type Role, roles, scopes } from '#contract/permissions.ts';
import { guard } from '../access-middleware.ts';
import type { CallContext } from '../call-context.ts';
import { memoryLog } from '../platform/log.ts';
import { type Caller, callerFrom, commandLineCaller } from './caller.ts';
import { grantsOf } from './permission-rules.ts';

/**
 * The matrix as it was decided, one line a permission, one letter a role, in this order. `c` the clinic's, `t` the care team's, `o` one's
 * own, `a` aggregates only, `-` nothing. The permissions of the product are data in `roles.json`; this is what they must be.
 */
const columns = ['rheumatologist', 'ips', 'nurse', 'auxiliary-nurse', 'physiotherapist', 'occupational-therapist', 'kinesiologist', 'pharmacist', 'secretary', 'programme-lead', 'administrator', 'oncologist', 'coordinator', 'community-nurse'] as const satisfies readonly Role[];
const matrix: Readonly<Record<Permission, string>> = {
  'patient.read':           'ccccccccc--cct',
  'patient.write':          'ccc-----c--cc-',
  'patient.clinical.read':  'cccccccc---cct',
  'patient.clinical.write': 'ccc-oooo---cco',
  'allergy.write':          'ccc-----c--cc-',
  'record.restrict':        'ccc-----c--cc-',
  'record.open-restricted': 'ccccccccc--cc-',
  'record.copy':            'ccc--------cc-',
  'referral.read':          'ccccccccc---c-',
  'referral.enter':         'ccccccccc---c-',
  'referral.complete':      'ccccccccc---c-',
  'triage.confirm.urgent':  'cc------------',
  'triage.confirm.routine': 'ccc-----------',
  'triage.override':        'cc------------',
  'referral.return':        'ooo-oooo------',
  'referrer.manage':        'cc------c-----',
  'appointment.read':       'ccccccccc--cct',
  'appointment.book':       'ccc-ooooc--cco',
  'message.send':           'ccc-----c---c-',
  'availability.write':     'ooo-ooooc--oco',
  'import.run':             'cc------c-----',
  'import.undo':            'cc------c-----',
  'export.identified':      'cc------c-----',
  'research.extract':       'cc------------',
  'indicators.read':        'aa------aaaaa-',
  'cohort.use':             'ccc--------cc-',
  'training.manage':        '----------c-c-',
  'pathway.manage':         'cc---------c--',
  'payment.manage':         '----------c-c-',
  'people.manage':          '----------c---',
  'settings.manage':        '----------c---',
  'backup.run':             '----------c---',
  'audit.read':             '----------c---',
};

const letters: Readonly<Record<string, string>> = { clinic: 'c', careTeam: 't', own: 'o', aggregate: 'a' };

/** Operations anybody may call, signed in or not. Adding one here is a decision. */
const publicOperations = [
  'session.chooseClinic', 'session.choosePassword', 'session.createAdministrator', 'session.createClinic', 'session.judgePassword', 'session.leaveClinic', 'session.openDemonstration', 'session.recover',
  'session.rehearseRestore', 'session.restoreClinic', 'session.signIn', 'session.signOut', 'session.status', 'session.unlock',
];

interface Operation {
  readonly name: string;
  readonly meta: Partial<OperationMeta>;
}

/** Every operation of the contract with what it declares. */
const operations: readonly Operation[] = Object.entries(contract).flatMap(([area, group]) =>
  Object.entries(group).map(([name, procedure]) => ({ name: `${area}.${name}`, meta: (procedure as { '~orpc': { meta: Partial<OperationMeta> } })['~orpc'].meta })),
);

describe('the matrix of roles and permissions', () => {
  test('is the one decided, for every role and permission', () => {
    expect([...columns].sort()).toEqual([...roles].sort());
    const found = Object.fromEntries(permissions.map((permission) => [permission, columns.map((role) => letters[grantsOf([role])[permission] ?? ''] ?? '-').join('')]));
    expect(found).toEqual(matrix);
  });

  test('an administrator has no clinical access by that role, and gains it by another', () => {
    const clinical = permissions.filter((permission) => /^(patient|allergy|record|referral|triage|appointment|import|export|research)\./.test(permission));
    for (const permission of clinical) expect(grantsOf(['administrator'])[permission]).toBeUndefined();
    expect(grantsOf(['administrator', 'nurse'])).toMatchObject({ 'patient.read': 'clinic', 'people.manage': 'clinic' });
  });

  test('several roles give the widest of what each gives', () => {
    expect(grantsOf(['physiotherapist', 'secretary'])).toMatchObject({ 'appointment.book': 'clinic', 'availability.write': 'clinic', 'patient.clinical.read': 'clinic' });
    expect(grantsOf(['secretary', 'physiotherapist'])).toEqual(grantsOf(['physiotherapist', 'secretary']));
    expect(grantsOf([])).toEqual({});
  });

  test('the command line has its own short list', () => {
    expect(commandLineCaller.grants).toEqual({ 'patient.read': 'clinic', 'patient.clinical.read': 'clinic', 'patient.clinical.write': 'clinic', 'referral.read': 'clinic', 'appointment.read': 'clinic', 'appointment.book': 'clinic', 'import.run': 'clinic', 'export.identified': 'clinic' });
  });
});

describe('operations', () => {
  const as = (caller: Caller | null): CallContext => ({
    session: { caller }, sessions: {} as CallContext['sessions'], accounts: {} as CallContext['accounts'], clinic: () => ({}) as ReturnType<CallContext['clinic']>,
    ports: { clock: { now: () => '2026-11-16T15:12:00.000Z' }, newId: () => '0190f3a0-0000-7000-8000-0000000000aa', log: memoryLog(), dataDirectory: '', pageDirectory: '' },
  });
  const mayCall = async ({ name, meta }: Operation, caller: Caller | null): Promise<string> =>
    guard({ context: as(caller), meta, name, next: () => Promise.resolve('done') }).catch((error: unknown) => (error as { code: string }).code);
  const holder = (role: Role): Caller => callerFrom({ id: role, practitionerId: null, displayName: role, login: role, language: 'fr', theme: 'system', roles: [role] });

  test('each declares who may call it and how far it reaches', () => {
    for (const { name, meta } of operations) {
      expect([...permissions, 'public', 'signed-in'], name).toContain(meta.access);
      expect(scopes, name).toContain(meta.scope);
    }
  });

  test('only those of first start, sign-in and the way back in are open to anybody', async () => {
    expect(operations.filter(({ meta }) => meta.access === 'public').map(({ name }) => name).sort()).toEqual(publicOperations);
    for (const operation of operations) expect(await mayCall(operation, null), operation.name).toBe(operation.meta.access === 'public' ? 'done' : 'NOT_SIGNED_IN');
  });

  test.each(roles)('a %s may call those of the matrix, and no other', async (role) => {
    const column = columns.indexOf(role);
    for (const operation of operations) {
      const { access } = operation.meta;
      const granted = access === 'public' || access === 'signed-in' || (access !== undefined && matrix[access][column] !== '-');
      expect(await mayCall(operation, holder(role)), operation.name).toBe(granted ? 'done' : 'FORBIDDEN');
    }
  });

  test('one without a declaration is refused to everybody', async () => {
    for (const role of roles) expect(await mayCall({ name: 'forgotten', meta: {} }, holder(role))).toBe('FORBIDDEN');
    expect(await mayCall({ name: 'forgotten', meta: {} }, null)).toBe('NOT_SIGNED_IN');
    expect(await mayCall({ name: 'misspelt', meta: { access: 'patient.raed' as Permission } }, holder('rheumatologist'))).toBe('FORBIDDEN');
  });
});
