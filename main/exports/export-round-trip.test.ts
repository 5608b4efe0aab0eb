import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExportRequest } from '#contract/exports.ts';
import { noFilters, registryFilters } from '#contract/registry.ts';
import type { ImportSource } from '../imports/import-source.ts';
import { rheumatoid } from '../assessments/testing/assessment-fixtures.ts';
import { bundleNames, readTestBundle, sourceOf } from '../imports/testing/test-bundles.ts';
import { SealedFileTooLargeError } from '../platform/store/sealed-files.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import { workHere } from '../testing/work-here.ts';
import { createExportService } from './export-service.ts';
import { danglingIn, wrongIn } from './testing/resource-checks.ts';
import { enterRequestsAndVisits } from './testing/requests-and-visits.ts';

const whole: ExportRequest = { scope: { kind: 'clinic' }, format: 'fhir-ndjson', contents: ['clinical', 'allergies', 'referrals', 'visits'], purpose: 'transfer', note: null, passphrase: null };
const hooks = { onProgress: () => undefined, shouldStop: () => false };

interface Written {
  readonly counts: Readonly<Record<string, number>> | null;
  readonly files: Readonly<Record<string, string>>;
}

async function exported(clinic: TestClinic, request: ExportRequest): Promise<Written> {
  const files: Record<string, string> = {};
  const counts = await clinic.services.exports.writeFiles(await clinic.caller('rheumatologist'), request, hooks, async ({ name, content }) => {
    const parts: Uint8Array[] = [];
    for await (const part of content) parts.push(part);
    files[name] = Buffer.concat(parts).toString('utf8');
  });
  return { counts, files };
}

const sourcesOf = ({ files }: Written): ImportSource[] =>
  Object.entries(files).flatMap(([name, text]) => (text === '' ? [] : [{ ...sourceOf(name, text), sha256: createHash('sha256').update(text).digest('hex') }]));

type Resources = readonly { readonly resourceType: string; readonly id: string }[];
const linesOf = ({ files }: Written): Resources => Object.values(files).flatMap((text) => text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Resources[number]));

/** In one order, and people of the clinic itself apart: they are not brought in by a file. */
const sorted = (resources: Resources): Resources => [...resources].sort((one, other) => `${one.resourceType}/${one.id}`.localeCompare(`${other.resourceType}/${other.id}`));

describe.each(engines)('an export of a whole clinic on %s', (engine) => {
  let here: TestClinic;
  let there: TestClinic;
  let assessmentId: string;
  let signedVersion: number;
  beforeEach(async () => {
    here = await openTestClinic(engine);
    workHere(here.services);
    there = await openTestClinic(engine);
    workHere(there.services);
    await here.services.imports.importSources((await here.caller('secretary')).userId, bundleNames.map((name) => sourceOf(name, readTestBundle(name))));
    await enterRequestsAndVisits(here);
    await signAssessment();
  });
  afterEach(async () => {
    await here.close();
    await there.close();
  });

  /** Two scores of somebody, signed. */
  const signAssessment = async (): Promise<void> => {
    const doctor = await here.caller('rheumatologist');
    const { id: patientId } = await here.store.database.db.selectFrom('patient').select('id').orderBy('id').limit(1).executeTakeFirstOrThrow();
    assessmentId = (await here.services.assessments.begin(doctor, { patientId, appointmentId: null })).assessmentId;
    const { version } = await here.services.assessments.save(doctor, { assessmentId, expectedVersion: 1, entry: rheumatoid });
    signedVersion = (await here.services.assessments.sign(doctor, { assessmentId, expectedVersion: version })).version;
  };
  const take = async (clinic: TestClinic, sources: readonly ImportSource[]) => clinic.services.imports.importSources((await clinic.caller('secretary')).userId, sources);

  test.each(['fhir-ndjson', 'fhir-bundle'] as const)('%s: elsewhere everything is as it was here; a second time nothing changes, here or there', async (format) => {
    const out = await exported(here, { ...whole, format });
    const first = await take(there, sourcesOf(out));
    // A task is read with the request it is about.
    const taken = Object.fromEntries(Object.entries(out.counts ?? {}).filter(([type]) => type !== 'Task'));
    expect(first).toMatchObject({ rejected: [], notKept: {}, created: taken });
    const second = await take(there, sourcesOf(out));
    expect(second).toMatchObject({ rejected: [], created: {}, updated: {}, unchanged: taken });
    const back = await take(here, sourcesOf(out));
    expect(back).toMatchObject({ rejected: [], created: {}, updated: {}, unchanged: taken });

    // The same ids, the same resources, whichever clinic they leave.
    const again = await exported(there, whole);
    const original = linesOf(format === 'fhir-ndjson' ? out : await exported(here, whole));
    expect(sorted(linesOf(again))).toEqual(expect.arrayContaining([...sorted(original)]));
    expect(again.counts?.['Observation']).toBe(out.counts?.['Observation']);
    expect(await take(here, sourcesOf(again))).toMatchObject({ rejected: [], updated: {} });
  });

  test('the scores of a signed assessment leave as results of their own code; amended, they are the same results amended', async () => {
    const scoresIn = (written: Written) => linesOf(written).filter((one) => JSON.stringify(one).includes('urn:relais:fhir:instrument')) as readonly Record<string, unknown>[];
    const out = await exported(here, whole);
    const scores = scoresIn(out);
    expect(scores.map(({ status, valueQuantity, effectiveDateTime }) => [status, (valueQuantity as { value: number }).value, effectiveDateTime]).sort()).toEqual([['final', 11.5, '2026-11-16'], ['final', 3.7, '2026-11-16']]);
    expect(scores.map(({ code }) => (code as { text: string; coding: { code: string }[] }).coding.map((one) => one.code)).sort()).toEqual([['cdai', '75847-4'], ['das28-crp']]);
    await take(there, sourcesOf(out));

    const doctor = await here.caller('rheumatologist');
    const amending = await here.services.assessments.amend(doctor, { assessmentId, expectedVersion: signedVersion, reason: 'CRP mal lue' });
    const saved = await here.services.assessments.save(doctor, { assessmentId, expectedVersion: amending.version, entry: { ...rheumatoid, values: { ...rheumatoid.values, crp_mg_l: 38 } } });
    // While it is being amended, what was signed stands.
    expect(scoresIn(await exported(here, whole))).toEqual(scores);
    await here.services.assessments.sign(doctor, { assessmentId, expectedVersion: saved.version });
    const amended = await exported(here, whole);
    expect(scoresIn(amended).map(({ id }) => id).sort()).toEqual(scores.map(({ id }) => id).sort());
    expect(await take(there, sourcesOf(amended))).toMatchObject({ created: {}, updated: { Observation: 2 } });
    expect(await there.store.database.db.selectFrom('observation').select(['status', 'value_number']).where('code', '=', 'das28-crp').execute()).toMatchObject([{ status: 'amended', value_number: 4.1 }]);
    // Back here, also as it was before, it changes nothing.
    expect(await take(here, sourcesOf(out))).toMatchObject({ created: {}, updated: {} });
    expect(await here.store.database.db.selectFrom('observation').select('id').where('code', '=', 'das28-crp').execute()).toEqual([]);
    const bare = await exported(here, { ...whole, format: 'csv' });
    expect(Object.values(bare.files).some((text) => text.includes('das28-crp') && text.includes('4,1'))).toBe(true);
  });

  test('a visit of every status comes back as it was: what took place, who did not come, what was called off, by whom and why', async () => {
    const visitsOf = ({ store }: TestClinic) =>
      store.database.db
        .selectFrom('appointment as a')
        .leftJoin('appointment_step as s', (join) => join.onRef('s.appointment_id', '=', 'a.id').on('s.kind', '=', 'cancelled'))
        .select(['a.starts_at', 'a.status', 'a.live', 'a.modality', 'a.cancelled_at', 'a.cancel_cause', 's.party', 's.cause', 's.note', 's.at'])
        .orderBy('a.starts_at')
        .execute();
    await take(there, sourcesOf(await exported(here, whole)));
    expect((await visitsOf(there)).map(({ status }) => status)).toEqual(['booked', 'arrived', 'done', 'no-show', 'cancelled', 'cancelled', 'cancelled', 'cancelled']);
    expect(await visitsOf(there)).toEqual(await visitsOf(here));
    // Called off elsewhere, it can be put back here.
    const secretary = await there.caller('secretary');
    const cancelled = await there.store.database.db.selectFrom('appointment').select(['id', 'version']).where('status', '=', 'cancelled').orderBy('starts_at').execute();
    const restored = await there.services.visitUndo.restore(secretary, { appointmentId: cancelled[0]!.id, expectedVersion: cancelled[0]!.version });
    expect(restored).toMatchObject({ status: 'booked', steps: [] });
    const open = await there.services.appointments.open(secretary, { appointmentId: cancelled[1]!.id });
    expect(open.steps).toMatchObject([{ kind: 'cancelled', by: null, cancelled: { party: 'clinic', cause: 'other' } }]);
  });

  test('a request that was declined or cancelled comes back so, and is not triaged again', async () => {
    await take(there, sourcesOf(await exported(here, whole)));
    const statesOf = async ({ store }: TestClinic) => (await store.database.db.selectFrom('referral').select('state').orderBy('state').execute()).map(({ state }) => state);
    expect(await statesOf(there)).toEqual(['cancelled', 'declined', 'received', 'received']);
    expect(await statesOf(there)).toEqual(await statesOf(here));
  });

  test('a booking taken back at once leaves as entered in error and is not kept elsewhere; a source that books again is followed', async () => {
    await here.store.database.db.updateTable('appointment').set({ cancel_cause: 'booked-by-mistake' }).where('cancel_cause', '=', 'transport').execute();
    const out = await exported(here, whole);
    expect(await take(there, sourcesOf(out))).toMatchObject({ rejected: [], notKept: { 'Appointment (entered-in-error)': 1 } });
    const booked = Object.entries(out.files).map(([name, text]) => sourceOf(name, text.replaceAll('"status":"cancelled"', '"status":"booked"')));
    expect(await take(there, booked)).toMatchObject({ rejected: [], updated: { Appointment: 3 } });
    expect(await there.store.database.db.selectFrom('appointment_step').selectAll().execute()).toEqual([]);
    expect(await take(there, sourcesOf(out))).toMatchObject({ updated: { Appointment: 3 } });
  });

  test('no reference leads nowhere, no date is impossible', async () => {
    const resources = linesOf(await exported(here, whole));
    expect(resources.length).toBeGreaterThan(250);
    expect(danglingIn(resources)).toEqual([]);
    expect(resources.flatMap((one) => wrongIn(one))).toEqual([]);
  });

  test('of a list or one person only what is theirs, and whoever it points at', async () => {
    const secretary = await here.caller('rheumatologist');
    const [patient] = (await here.services.patients.search(secretary, { text: 'oconnell', limit: 5 })).patients;
    const one = linesOf(await exported(here, { ...whole, scope: { kind: 'patient', patientId: patient!.id } }));
    const list = linesOf(await exported(here, { ...whole, scope: { kind: 'list', text: 'oconnell', filters: noFilters } }));
    expect(sorted(list)).toEqual(sorted(one));
    expect(one.filter(({ resourceType }) => resourceType === 'Patient')).toHaveLength(1);
    expect(danglingIn(one)).toEqual([]);
    expect(await take(there, [sourceOf('one.ndjson', one.map((line) => JSON.stringify(line)).join('\n'))])).toMatchObject({ rejected: [] });
  });

  test('of a cohort those the registry shows under its filters; a list of everybody must be asked for as the clinic', async () => {
    const doctor = await here.caller('rheumatologist');
    const filters = registryFilters.parse({ mobility: ['aid'], region: ['11'] });
    const scope = { kind: 'list', text: '', filters } as const;
    const { rows } = await here.services.registry.list(doctor, { text: '', filters, after: null, limit: 100 });
    expect(rows).toHaveLength(1);
    expect((await here.services.exports.preview(doctor, { scope, contents: [] })).people).toBe(1);
    const people = linesOf(await exported(here, { ...whole, scope })).filter(({ resourceType }) => resourceType === 'Patient');
    expect(people.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    const trail = await here.store.database.db.selectFrom('audit_event').select('detail').where('action', '=', 'export.started').executeTakeFirstOrThrow();
    expect(JSON.parse(trail.detail!)).toMatchObject({ scope: 'list', filters: ['region', 'mobility'] });
    await expect(exported(here, { ...whole, scope: { ...scope, filters: noFilters } })).rejects.toMatchObject({ code: 'INVALID' });
    // What a secretary may not read does not choose whom they export.
    const byProblem = { ...scope, filters: registryFilters.parse({ problem: ['x|y'] }) };
    await expect(here.services.exports.preview(await here.caller('secretary'), { scope: byProblem, contents: [] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('without the requests no visit points at one', async () => {
    expect(danglingIn(linesOf(await exported(here, { ...whole, contents: ['visits'] })))).toEqual([]);
  });

  test('a secretary takes no clinical record out', async () => {
    const secretary = await here.caller('secretary');
    const names: string[] = [];
    const counts = await here.services.exports.writeFiles(secretary, whole, hooks, async ({ name, content }) => {
      names.push(name);
      for await (const part of content) expect(part.length).toBeGreaterThan(0);
    });
    expect(names).toEqual(['Patient.ndjson', 'AllergyIntolerance.ndjson', 'ServiceRequest.ndjson', 'Task.ndjson', 'Appointment.ndjson', 'Practitioner.ndjson']);
    expect(counts).not.toHaveProperty('Observation');
    expect((await here.services.exports.preview(secretary, { scope: whole.scope, contents: whole.contents })).withheld).toEqual(['clinical']);
  });

  test('a file larger than a window takes is said to be, and is on record as failed', async () => {
    const caller = await here.caller('rheumatologist');
    const { services, ports } = here;
    const full = { ...services.files, seal: () => Promise.reject(new SealedFileTooLargeError()) };
    const cramped = createExportService(services.dependencies, services.longWork, full, services.registry, () => Promise.resolve([]), () => () => Promise.resolve(new Map()));
    expect(await cramped.runJob({ exportId: ports.newId(), caller, request: whole }, hooks)).toMatchObject({ counts: {}, sealed: null, isTooLarge: true });
    expect((await services.exports.list(caller, { after: null })).exports).toMatchObject([{ state: 'failed' }]);
  });

  test('is on record and in the trail, whatever its end', async () => {
    await exported(here, whole);
    const caller = await here.caller('rheumatologist');
    const stopped = await here.services.exports.writeFiles(caller, whole, { ...hooks, shouldStop: () => true }, async ({ content }) => {
      for await (const part of content) expect(part.length).toBeGreaterThan(0);
    });
    expect(stopped).toBeNull();
    await expect(here.services.exports.writeFiles(caller, whole, hooks, () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    await expect(here.services.exports.writeFiles(caller, { ...whole, purpose: 'research' }, hooks, () => Promise.resolve())).rejects.toMatchObject({ code: 'INVALID' });
    const { exports } = await here.services.exports.list(caller, { after: null });
    expect(exports.map(({ state, encrypted, byName }) => [state, encrypted, byName])).toEqual([['failed', false, 'Essai rheumatologist'], ['cancelled', false, 'Essai rheumatologist'], ['done', false, 'Essai rheumatologist']]);
    const trail = await here.store.database.db.selectFrom('audit_event').select(['action', 'detail']).where('entity', '=', 'data_export').orderBy('seq').execute();
    expect(trail.map(({ action }) => action)).toEqual(['export.started', 'export.done', 'export.started', 'export.cancelled', 'export.started', 'export.failed']);
    expect(JSON.parse(trail[1]!.detail!)).toMatchObject({ Patient: 5 });
  });
});
