import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decisionSchema } from '#contract/triage.ts';
import { builtInTriageContent } from '../triage/triage-content.ts';
import { newId } from '../platform/ids.ts';
import { memoryLog } from '../platform/log.ts';
import { parseRecoveryKey } from '../platform/keys/recovery-key.ts';
import { openSlot } from '../platform/keys/keyring.ts';
import { readKeyring, writeKeyring } from '../platform/store/keyring-file.ts';
import { openStore } from '../platform/store/store.ts';
import { takeClinicLock } from '../platform/store/clinic-lock.ts';
import { createTestDatabase, fixedClock } from '../testing/test-clinic.ts';
import { runCommandLine } from './command-line.ts';

const bundles = join(import.meta.dirname, '../imports/testing');
const passphrase = 'la phrase du serveur de la clinique';

interface Ran {
  readonly code: number;
  readonly out: readonly string[];
  readonly told: readonly string[];
  /** The one line of JSON on standard output. */
  readonly json: unknown;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'relais-command-'));
  writeFileSync(join(folder, 'passphrase'), `${passphrase}\n`);
  writeFileSync(join(folder, 'wrong'), 'une tout autre phrase\r\n');
  writeFileSync(join(folder, 'empty'), '\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function relais(args: readonly string[], { environment = {}, stdin = '', language = 'en' }: { environment?: Record<string, string>; stdin?: string; language?: 'fr' | 'en' } = {}): Promise<Ran> {
  const out: string[] = [];
  const told: string[] = [];
  const code = await runCommandLine(
    args,
    { language, environment, account: 'operator', stdin: () => Promise.resolve(stdin), out: (line) => void out.push(line), tell: (line) => void told.push(line) },
    { clock: fixedClock(), newId, log: memoryLog(), dataDirectory: folder, pageDirectory: folder },
  );
  return { code, out, told, json: args.includes('--json') && out.length === 1 ? (JSON.parse(out[0] ?? '') as unknown) : undefined };
}

const withPassphrase = () => ['--passphrase-file', join(folder, 'passphrase')];
const digestOf = (directory: string): string => {
  const hash = createHash('sha256');
  for (const name of ['clinic.db', 'keyring.json']) hash.update(readFileSync(join(directory, name)));
  return hash.digest('hex');
};

describe('in general', () => {
  test('nothing asked is misuse and tells the commands; help is an answer', async () => {
    const nothing = await relais([]);
    expect([nothing.code, nothing.out]).toEqual([2, []]);
    const help = await relais(['--help']);
    expect([help.code, help.told]).toEqual([0, []]);
    for (const name of ['init', 'demo', 'serve', 'import', 'search', 'triage', 'doctor']) {
      expect(help.out.join('\n')).toContain(`  ${name}`);
      const own = await relais([name, '--help']);
      expect([own.code, own.out[0]]).toEqual([0, expect.stringContaining(`relais ${name} `) as string]);
    }
  });

  test.each([
    [['nonsense']], [['init']], [['doctor']], [['doctor', '--clinic']], [['search', '--clinic', 'x', '--unknown']], [['demo', '--clinic', 'x', '--patients', 'many']], [['demo', '--clinic', 'x', '--patients', '-1']],
    [['serve', '--clinic', 'x', '--port', '70000']], [['triage']], [['import', '--clinic', 'x']], [['doctor', 'extra', '--clinic', 'x']], [['__proto__']], [['constructor']],
  ])('%j is misuse', async (args) => {
    const ran = await relais([...args, '--json']);
    expect([ran.code, ran.out]).toEqual([2, []]);
    expect(ran.told.length).toBeGreaterThan(0);
  });

  test('speaks the language asked for', async () => {
    expect((await relais(['doctor'], { language: 'fr' })).told[0]).toBe('Il manque --clinic.');
    expect((await relais(['doctor'])).told[0]).toBe('--clinic is missing.');
  });
});

describe('init', () => {
  let directory: string;
  beforeEach(() => {
    directory = join(folder, newId());
  });

  test('makes a clinic its passphrase and its recovery key open, and prints the key once', async () => {
    const ran = await relais(['init', '--clinic', directory, '--name', 'Clinique de l’Érable', ...withPassphrase(), '--json']);
    expect(ran).toMatchObject({ code: 0, json: { name: 'Clinique de l’Érable', directory, engine: 'sqlite' } });
    const { recoveryKey, clinicId } = ran.json as { recoveryKey: string[]; clinicId: string };
    expect(parseRecoveryKey(recoveryKey.join(' '))).toEqual(recoveryKey);
    const keyring = readKeyring(directory);
    expect(keyring.slots.map(({ kind }) => kind).sort()).toEqual(['passphrase', 'recovery']);
    const [byPassphrase, byRecovery] = await Promise.all(
      (['passphrase', 'recovery'] as const).map(async (kind) => {
        const slot = keyring.slots.find((one) => one.kind === kind);
        return slot ? openSlot(clinicId, slot, kind === 'passphrase' ? passphrase : recoveryKey) : null;
      }),
    );
    expect(byPassphrase).not.toBeNull();
    expect(Buffer.from(byRecovery ?? []).equals(Buffer.from(byPassphrase ?? []))).toBe(true);
    expect(readFileSync(join(directory, 'keyring.json'), 'utf8')).not.toContain(recoveryKey[0]);
    const store = await openStore(directory, keyring, byPassphrase ?? new Uint8Array(32), { lock: false, readonly: true });
    expect(await store.database.db.selectFrom('audit_event').select(['user_id', 'action', 'detail']).execute()).toEqual([
      { user_id: 'system:command-line', action: 'command-line.init', detail: '{"account":"operator","engine":"sqlite"}' },
    ]);
    await store.close();
    expect(existsSync(join(directory, 'clinic.lock'))).toBe(false);
  });

  test('never writes where there is something already', async () => {
    expect((await relais(['init', '--clinic', directory, '--name', 'A', ...withPassphrase()])).code).toBe(0);
    const before = digestOf(directory);
    expect((await relais(['init', '--clinic', directory, '--name', 'B', ...withPassphrase()])).code).toBe(1);
    expect(digestOf(directory)).toBe(before);
    const other = join(folder, newId());
    mkdirSync(other);
    writeFileSync(join(other, 'thesis.txt'), 'mine');
    expect((await relais(['init', '--clinic', other, '--name', 'B', ...withPassphrase()])).code).toBe(1);
    expect(readdirSync(other)).toEqual(['thesis.txt']);
  });

  test.each([['--country', 'XX'], ['--setting', 'castle'], ['--language', 'de'], ['--zone', 'not a zone'], ['--name', ' ']])('%s %j is refused and nothing is made', async (option, value) => {
    expect((await relais(['init', '--clinic', directory, '--name', 'A', ...withPassphrase(), option, value])).code).toBe(2);
    expect(existsSync(directory)).toBe(false);
  });

  test('without a passphrase, or with an empty or absent file, nothing is made', async () => {
    for (const given of [[], ['--passphrase-file', join(folder, 'empty')], ['--passphrase-file', join(folder, 'absent')]]) {
      expect((await relais(['init', '--clinic', directory, '--name', 'A', ...given])).code).toBe(2);
    }
    expect(existsSync(directory)).toBe(false);
  });

  test('on PostgreSQL the connection is sealed in the keyring, and a database is one clinic’s only', async () => {
    const connectionString = await createTestDatabase();
    const databaseFile = join(folder, newId());
    writeFileSync(databaseFile, `${connectionString}\n`);
    const args = ['--name', 'A', '--database-file', databaseFile, ...withPassphrase(), '--json'];
    expect(await relais(['init', '--clinic', directory, ...args])).toMatchObject({ code: 0, json: { engine: 'postgres' } });
    expect(readFileSync(join(directory, 'keyring.json'), 'utf8')).not.toContain(new URL(connectionString).pathname.slice(1));
    const doctor = await relais(['doctor', '--clinic', directory, ...withPassphrase(), '--json']);
    expect(doctor).toMatchObject({ code: 0, json: { ok: true, complete: true } });
    expect((doctor.json as { checks: unknown[] }).checks).toContainEqual({ check: 'disk-encryption', status: 'note', facts: { tablesEncryptedByRelais: false } });
    const second = join(folder, newId());
    expect((await relais(['init', '--clinic', second, ...args])).code).toBe(1);
    expect(readdirSync(second)).toEqual([]);
    expect((await relais(['doctor', '--clinic', directory, ...withPassphrase()])).code).toBe(0);
  });

  test('an unreachable database leaves nothing behind, and the same folder can be used again', async () => {
    const databaseFile = join(folder, newId());
    writeFileSync(databaseFile, 'postgres://nobody@127.0.0.1:1/none');
    const ran = await relais(['init', '--clinic', directory, '--name', 'A', '--database-file', databaseFile, ...withPassphrase()]);
    expect([ran.code, ran.told.join(' ')]).toEqual([1, expect.stringContaining('does not answer') as string]);
    expect((await relais(['init', '--clinic', directory, '--name', 'A', ...withPassphrase()])).code).toBe(0);
  });
});

describe('on a clinic', () => {
  let directory: string;
  beforeEach(async () => {
    directory = join(folder, newId());
    await relais(['init', '--clinic', directory, '--name', 'Clinique', ...withPassphrase()]);
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const files = () => [join(bundles, 'p01.json'), join(bundles, 'p03.json')];

  test('import takes bundles, twice the same changes nothing, and says so', async () => {
    const first = await relais(['import', ...files(), '--clinic', directory, ...withPassphrase(), '--json']);
    expect(first).toMatchObject({ code: 0, json: { created: { Patient: 2 }, updated: {}, rejected: [] } });
    const second = await relais(['import', ...files(), '--clinic', directory, ...withPassphrase(), '--json']);
    expect(second).toMatchObject({ code: 0, json: { created: {}, updated: {}, unchanged: { Patient: 2 } } });
    const words = await relais(['import', ...files(), '--clinic', directory, ...withPassphrase()]);
    expect(words.out.join('\n')).toContain('Unchanged: ');
  });

  test('import exits with 1 when something was rejected, 2 when a file is not there, having taken nothing', async () => {
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, '{"resourceType":"Bundle"');
    const ran = await relais(['import', bad, '--clinic', directory, ...withPassphrase(), '--json']);
    expect(ran.code).toBe(1);
    expect((ran.json as { rejected: { source: string; row: string; reason: unknown }[] }).rejected[0]).toMatchObject({ source: 'bad.json' });
    expect((await relais(['import', ...files(), join(folder, 'absent.json'), '--clinic', directory, ...withPassphrase()])).code).toBe(2);
    expect((await relais(['search', 'a', '--clinic', directory, ...withPassphrase(), '--json'])).json).toMatchObject({ patients: [] });
  });

  test('search and doctor read beside a process that has the clinic open; import refuses and says where', async () => {
    await relais(['import', ...files(), '--clinic', directory, ...withPassphrase()]);
    const keyring = readKeyring(directory);
    const slot = keyring.slots.find(({ kind }) => kind === 'passphrase');
    const dataKey = slot ? await openSlot(keyring.clinicId, slot, passphrase) : null;
    const server = await openStore(directory, keyring, dataKey ?? new Uint8Array(32));
    try {
      const [name] = (await server.database.db.selectFrom('patient').select('family_name').execute()).map((row) => row.family_name);
      const found = await relais(['search', name ?? '', '--clinic', directory, ...withPassphrase(), '--json']);
      expect(found).toMatchObject({ code: 0, json: { patients: [{ familyName: name }], hasMore: false } });
      const doctor = await relais(['doctor', '--clinic', directory, ...withPassphrase(), '--json']);
      expect(doctor).toMatchObject({ code: 0, json: { ok: true, complete: true } });
      expect((doctor.json as { checks: unknown[] }).checks).toContainEqual({ check: 'lock', status: 'note', facts: { processId: process.pid } });
      const refused = await relais(['import', ...files(), '--clinic', directory, ...withPassphrase(), '--json']);
      expect([refused.code, refused.out, refused.told.join(' ')]).toEqual([1, [], expect.stringContaining('another Relais process') as string]);
    } finally {
      await server.close();
    }
  });

  test('plan: lists templates, shows the dates of one beside a running server, applies it once, and says what is wrong', async () => {
    await relais(['import', ...files(), '--clinic', directory, ...withPassphrase()]);
    const clinic = ['--clinic', directory, ...withPassphrase()];
    expect((await relais(['plan', 'list', ...clinic])).out).toHaveLength(20);
    const [person] = ((await relais(['search', 'a', ...clinic, '--json'])).json as { patients: { id: string }[] }).patients;
    const apply = ['plan', 'apply', 'FU01', '--patient', person?.id ?? '', '--from', '2026-11-16', ...clinic];
    const checked = await relais([...apply, '--check', '--json']);
    expect(checked).toMatchObject({ code: 0, json: { planId: null } });
    expect((checked.json as { steps: object[] }).steps).toContainEqual(expect.objectContaining({ code: 'w12', dueOn: '2027-02-08' }));
    const applied = await relais(apply);
    expect([applied.code, applied.out[0]?.split('\t').slice(0, 3)]).toEqual([0, ['2026-11-16', '2026-11-09/2026-11-16', 'd0#1']]);
    expect((await relais(apply)).code).toBe(1);
    expect((await relais(['plan', 'apply', 'FU99', ...apply.slice(3)])).code).toBe(1);
    expect((await relais(['plan', 'apply', 'FU01', '--patient', 'zzzz', ...apply.slice(5)])).told.join()).toContain('finds 0');
    expect((await relais(['plan', 'apply', 'FU01', '--patient', 'x', '--from', 'soon', ...clinic])).code).toBe(2);
    expect((await relais(['plan', 'nonsense', ...clinic])).code).toBe(2);
  });

  test('search says nobody, and how many more there are', async () => {
    await relais(['import', ...files(), '--clinic', directory, ...withPassphrase()]);
    expect(await relais(['search', 'zzzz', '--clinic', directory, ...withPassphrase()])).toMatchObject({ code: 0, out: ['Nobody.'] });
    expect((await relais(['search', '--clinic', directory, ...withPassphrase()])).code).toBe(2);
  });

  test('the passphrase comes from the environment too; a wrong one opens nothing; none is misuse', async () => {
    const environment = { RELAIS_PASSPHRASE_FILE: join(folder, 'passphrase') };
    expect((await relais(['search', 'a', '--clinic', directory], { environment })).code).toBe(0);
    expect((await relais(['search', 'a', '--clinic', directory, '--passphrase-file', join(folder, 'wrong')], { environment })).code).toBe(1);
    expect((await relais(['search', 'a', '--clinic', directory])).code).toBe(2);
    expect((await relais(['search', 'a', '--clinic', join(folder, 'nowhere'), ...withPassphrase()])).code).toBe(1);
  });

  const statusOf = (ran: Ran, check: string) => (ran.json as { checks: { check: string; status: string }[] }).checks.find((one) => one.check === check)?.status;

  test('doctor finds a sound clinic sound and changes nothing', async () => {
    const before = digestOf(directory);
    const ran = await relais(['doctor', '--clinic', directory, ...withPassphrase(), '--json']);
    expect(ran).toMatchObject({ code: 0, json: { ok: true, complete: true } });
    expect((ran.json as { checks: { status: string }[] }).checks.map(({ status }) => status).filter((status) => status !== 'ok')).toEqual([]);
    expect(digestOf(directory)).toBe(before);
  });

  test('doctor without a passphrase says what it could not examine', async () => {
    const ran = await relais(['doctor', '--clinic', directory, '--json']);
    expect(ran).toMatchObject({ code: 0, json: { ok: true, complete: false } });
    expect([statusOf(ran, 'keyring'), statusOf(ran, 'file-encryption'), statusOf(ran, 'audit')]).toEqual(['ok', 'ok', 'skipped']);
  });

  test.each<[string, (directory: string) => Promise<void> | void, string]>([
    ['a wrong passphrase', (at) => writeFileSync(join(at, '..', 'passphrase-of-doctor'), 'une tout autre phrase'), 'key'],
    ['a damaged keyring', (at) => writeFileSync(join(at, 'keyring.json'), '{'), 'keyring'],
    ['a damaged database', (at) => writeFileSync(join(at, 'clinic.db'), readFileSync(join(at, 'clinic.db')).fill(7, 0, 4096)), 'open'],
    ['a database that has gone', (at) => rmSync(join(at, 'clinic.db')), 'file-encryption'],
    ['a file that is not encrypted', async (at) => {
      const { default: Plain } = await import('better-sqlite3');
      rmSync(join(at, 'clinic.db'));
      const plain = new Plain(join(at, 'clinic.db'));
      plain.exec('create table t (a)');
      plain.close();
    }, 'file-encryption'],
    ['a trail that was changed', async (at) => {
      const keyring = readKeyring(at);
      const slot = keyring.slots.find(({ kind }) => kind === 'passphrase');
      const store = await openStore(at, keyring, (slot && (await openSlot(keyring.clinicId, slot, passphrase))) ?? new Uint8Array(32));
      await store.database.db.updateTable('audit_event').set({ user_id: 'somebody.else' }).execute();
      await store.close();
    }, 'audit'],
  ])('doctor finds %s', async (_, damage, check) => {
    await damage(directory);
    const file = check === 'key' ? join(folder, 'passphrase-of-doctor') : join(folder, 'passphrase');
    const ran = await relais(['doctor', '--clinic', directory, '--passphrase-file', file, '--json']);
    expect(ran).toMatchObject({ code: 1, json: { ok: false } });
    expect(statusOf(ran, check)).toBe('failed');
  });

  test('doctor notes a keyring others may read, and a clinic without a recovery key', async () => {
    if (process.platform !== 'win32') {
      chmodSync(join(directory, 'keyring.json'), 0o644);
      expect(statusOf(await relais(['doctor', '--clinic', directory, '--json']), 'keyring')).toBe('note');
    }
    const keyring = readKeyring(directory);
    writeKeyring(directory, { ...keyring, slots: keyring.slots.filter(({ kind }) => kind !== 'recovery') });
    expect(statusOf(await relais(['doctor', '--clinic', directory, '--json']), 'keyring')).toBe('note');
  });

  test('serve refuses a clinic that is already open', async () => {
    const release = takeClinicLock(directory);
    const ran = await relais(['serve', '--clinic', directory, ...withPassphrase()]);
    release();
    expect([ran.code, ran.out]).toEqual([1, []]);
  });
});

describe('demo', () => {
  test('makes a clinic that opens with the published passphrase, and only there', async () => {
    const directory = join(folder, newId());
    const ran = await relais(['demo', '--clinic', directory, '--patients', '12', '--seed', '3', '--json']);
    expect(ran).toMatchObject({ code: 0, json: { patients: 12, seed: 3, counts: { patients: 12 } } });
    expect((await relais(['search', 'lachance', '--clinic', directory])).code).toBe(0);
    expect((await relais(['doctor', '--clinic', directory, '--json'])).json).toMatchObject({ ok: true, complete: true });
    expect((await relais(['demo', '--clinic', directory])).code).toBe(1);

    // A professional's calendar as a file: nobody named in it, and nothing written over.
    const file = join(folder, `${newId()}.ics`);
    const exported = await relais(['ics', 'export', '--clinic', directory, '--professional', 'genevieve lachance', '--out', file, '--json']);
    expect(exported).toMatchObject({ code: 0, json: { file } });
    expect(readFileSync(file, 'utf8')).toContain('BEGIN:VCALENDAR');
    expect(readFileSync(file, 'utf8')).toContain('SUMMARY:Appointment');
    expect((await relais(['ics', 'export', '--clinic', directory, '--professional', 'Lachance', '--out', file])).code).toBe(1);
    expect((await relais(['ics', 'export', '--clinic', directory, '--professional', 'Personne', '--out', `${file}2`])).code).toBe(1);
    expect((await relais(['ics', 'import', '--clinic', directory, '--professional', 'Lachance', '--out', `${file}2`])).code).toBe(2);
  });
});

describe('slots and book', () => {
  test('lists the best places of somebody with their reasons, books one of them once, and says what is wrong', async () => {
    const directory = join(folder, newId());
    await relais(['demo', '--clinic', directory, '--patients', '20', '--seed', '3']);
    const clinic = ['--clinic', directory];
    const [person] = ((await relais(['search', 'a', ...clinic, '--json'])).json as { patients: { id: string }[] }).patients;
    const whom = ['--patient', person?.id ?? ''];
    const found = await relais(['slots', ...whom, '--role', 'nurse', '--modality', 'IN_PERSON', '--limit', '3', ...clinic, '--json']);
    const places = (found.json as { slots: { practitionerId: string; startsAt: string; localStart: string; minutes: number; reasons: object[]; points: number }[] }).slots;
    expect([found.code, places.length]).toEqual([0, 3]);
    expect(places.map(({ points }) => points)).toEqual(places.map(({ points }) => points).sort((one, other) => other - one));
    const [line] = (await relais(['slots', ...whom, '--role', 'nurse', '--modality', 'IN_PERSON', '--limit', '1', ...clinic])).out;
    expect(line?.split('\t')).toEqual(expect.arrayContaining([places[0]?.localStart, 'in person', places[0]?.practitionerId, places[0]?.startsAt]));
    const book = ['book', ...whom, '--professional', places[0]?.practitionerId ?? '', '--start', places[0]?.localStart ?? '', '--minutes', String(places[0]?.minutes), ...clinic];
    expect(await relais([...book, '--json'])).toMatchObject({ code: 0, json: { startsAt: places[0]?.startsAt, status: 'booked' } });
    expect((await relais(book)).told.join()).toContain('This place is taken or held');
    for (const wrong of [['slots', ...clinic], ['slots', ...whom, '--role', 'baker', ...clinic], ['slots', ...whom, '--from', 'soon', ...clinic], ['slots', '--referral', 'x', ...clinic], [...book, '--start', 'noon'], [...book, '--modality', 'PIGEON']]) {
      expect((await relais(wrong)).code, wrong.join(' ')).toBe(2);
    }
  });
});

describe('triage', () => {
  const features = { age: 72, acute_hot_joint: true, fever: true, prosthetic_or_recent_procedure: true };

  test('answers one with one and a list with a list, from a file or standard input, without a clinic', async () => {
    const one = await relais(['triage', '-', '--json'], { stdin: JSON.stringify(features) });
    expect(one.code).toBe(0);
    expect(decisionSchema.parse(one.json)).toMatchObject({ cls: 'URG', modality: 'ED' });
    const file = join(folder, 'referrals.json');
    writeFileSync(file, `\uFEFF${JSON.stringify([features, { age: 40 }])}`);
    const many = await relais(['triage', file, '--json']);
    expect((many.json as unknown[]).map((decision) => decisionSchema.parse(decision).cls)).toEqual(['URG', 'D']);
    expect(JSON.parse((await relais(['triage', file])).out.join('\n'))).toEqual(many.json);
    const explained = await relais(['triage', '-', '--explain', '--json'], { stdin: JSON.stringify(features) });
    expect(explained.json).toMatchObject({ decision: one.json, explanation: { rules: [{ id: 'R01', decides: true }], wouldRaise: [] } });
  });

  test.each([['{', 'not JSON'], ['{"age":3,"fevr":true}', 'fevr'], ['{"acute_hot_joint":true}', ''], ['"text"', '']])('%s proposes nothing', async (stdin, told) => {
    const ran = await relais(['triage', '-', '--json'], { stdin });
    expect([ran.code, ran.out]).toEqual([1, []]);
    expect(ran.told.join('\n')).toContain(told);
  });

  test('what could not be read as JSON is not repeated', async () => {
    expect((await relais(['triage', '-'], { stdin: '{"nam":"BERQ68030512",' })).told.join()).not.toContain('BERQ');
  });
});

describe('rules', () => {
  const ruleset = builtInTriageContent.ruleset;
  const written = (name: string, rules: readonly object[]): string => {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify({ ...ruleset, body: { ...ruleset.body, rules } }));
    return file;
  };

  test('the shipped rules are printed, and pass their own test', async () => {
    const printed = await relais(['rules', 'print']);
    const file = join(folder, 'printed.json');
    writeFileSync(file, printed.out.join('\n'));
    const ran = await relais(['rules', 'test', '--rules', file]);
    expect([ran.code, ran.out]).toEqual([0, ['Guarantees: nothing found that breaks them.', 'Vignettes: 36 passed of 36.']]);
  });

  test('what breaks a guarantee, fails a vignette or does not hold together ends with 1', async () => {
    const broken = await relais(['rules', 'test', '--rules', written('broken.json', ruleset.body.rules.filter(({ id }) => id !== 'R01'))]);
    expect(broken.code).toBe(1);
    expect(broken.out.join('\n')).toMatch(/a danger finding may not lower the class[^]*V01: \S+ instead of URG/);
    const malformed = await relais(['rules', 'test', '--rules', written('malformed.json', [])]);
    expect([malformed.code, malformed.out]).toEqual([1, []]);
    expect(malformed.told.join('\n')).toContain('FALLBACK_STAYS');
    expect((await relais(['rules', 'test'])).code).toBe(2);
    expect((await relais(['rules', 'replay', '--rules', 'x'])).code).toBe(2);
    expect((await relais(['rules', 'erase'])).code).toBe(2);
  });

  test('tried on every request of a clinic, which is not touched', async () => {
    const directory = join(folder, newId());
    await relais(['demo', '--clinic', directory, '--patients', '30', '--seed', '3']);
    const before = digestOf(directory);
    const sooner = written('sooner.json', ruleset.body.rules.map((rule) => (rule.id === 'R31' ? { ...rule, cls: 'B' } : rule)));
    const ran = await relais(['rules', 'replay', '--rules', sooner, '--clinic', directory, '--json']);
    expect(ran.code).toBe(0);
    const { requests, otherClass, cases, matrix } = ran.json as { requests: number; otherClass: number; cases: { from: string; to: string }[]; matrix: { count: number }[] };
    expect(requests).toBeGreaterThan(0);
    expect(matrix.reduce((sum, { count }) => sum + count, 0)).toBe(requests);
    expect(cases.filter(({ from, to }) => from !== to)).toHaveLength(otherClass);
    expect(digestOf(directory)).toBe(before);
  });
});
