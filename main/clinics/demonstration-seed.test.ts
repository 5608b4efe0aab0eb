import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identifierSystems } from '#contract/values.ts';
import { checkNam } from '../patients/nam-rules.ts';
import type { Engine } from '../platform/database/open-database.ts';
import type { Schema } from '../platform/database/schema.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import duplicates from './demonstration/duplicates.json' with { type: 'json' };
import { seedDemonstration } from './demonstration-seed.ts';

/** Everything the seed writes, but the random rooms of booked video visits, and the trail's hashes, which depend on the key. */
const seededTables = [
  'practitioner', 'weekly_opening', 'user_account', 'user_role', 'patient', 'patient_identifier', 'patient_search', 'condition', 'observation', 'medication', 'allergy', 'referral',
  'assessment', 'assessment_text', 'assessment_score', 'treatment_event', 'treatment_coverage', 'vaccination', 'research_consent', 'triage_decision', 'emergency_call', 'appointment', 'appointment_step', 'audit_event',
] as const satisfies readonly (keyof Schema)[];

async function digestOf(clinic: TestClinic): Promise<string> {
  const hash = createHash('sha256');
  for (const table of seededTables) {
    const rows = await clinic.store.database.db.selectFrom(table).selectAll().execute();
    const texts = rows.map((row) => JSON.stringify(row, (key, value: unknown) => (['video_link', 'hash', 'previous_hash', 'ruleset_version_id', 'reasons_version_id', 'content_version_id', 'search_id', 'words'].includes(key) ? undefined : value)));
    hash.update(`${table}\n${texts.sort().join('\n')}\n`);
  }
  return hash.digest('hex');
}

const seeded = async (engine: Engine, options: { patients: number; seed: number; now?: string }) => {
  const clinic = await openTestClinic(engine);
  if (options.now) clinic.ports.clock.set(options.now);
  return { clinic, counts: await seedDemonstration(clinic.store, options, clinic.ports) };
};

test('the demonstration clinic is the same for the same seed on both databases, another for another', async () => {
  const digests: string[] = [];
  for (const [engine, seed] of [['sqlite', 7], ['postgres', 7], ['sqlite', 8]] as const) {
    const { clinic } = await seeded(engine, { patients: 60, seed });
    digests.push(await digestOf(clinic));
    await clinic.close();
  }
  expect(digests[1]).toBe(digests[0]);
  expect(digests[2]).not.toBe(digests[0]);
});

describe.each(engines)('the demonstration clinic on %s', (engine) => {
  let clinic: TestClinic;
  let counts: Awaited<ReturnType<typeof seedDemonstration>>;
  beforeAll(async () => {
    ({ clinic, counts } = await seeded(engine, { patients: 200, seed: 1 }));
  });
  afterAll(() => clinic.close());

  test('holds what the first screens show', async () => {
    const { db } = clinic.store.database;
    expect(counts.patients).toBe(200);
    expect(counts.referrals).toBeGreaterThanOrEqual(36);
    const states = await db.selectFrom('referral').select('state').distinct().execute();
    expect(states.map(({ state }) => state).sort()).toEqual(['accepted', 'advised', 'booked', 'closed', 'emergency', 'received', 'redirected']);
    const classes = await db.selectFrom('referral').select('proposed_cls').where('state', '=', 'received').distinct().execute();
    expect(classes.map((row) => row.proposed_cls).sort()).toEqual(['A', 'B', 'C', 'D', 'E', 'URG']);
    const pending = await db.selectFrom('referral').select('id').where('emergency_call_pending', '=', 1).execute();
    expect(pending).toHaveLength(1);
    const modalities = await db.selectFrom('appointment').select('modality').distinct().execute();
    expect(modalities.map(({ modality }) => modality).sort()).toEqual(['HOME', 'IN_PERSON', 'PHONE', 'VIDEO']);
    const today = await db.selectFrom('appointment').select('id').where('local_start', 'like', '2026-11-16T%').execute();
    expect(today.length).toBeGreaterThan(25);
    // Each disease has been assessed by its instruments, before today, and every drug that ended says why.
    const scored = await db.selectFrom('assessment_score').select('instrument').distinct().execute();
    expect(scored.map(({ instrument }) => instrument).sort()).toEqual(['asdas-crp', 'basdai', 'basfi', 'cdai', 'cdapsa', 'dapsa', 'das28-crp', 'haq-di', 'qlq-c30', 'sledai-2k']);
    expect(await db.selectFrom('assessment_score').select('id').where('score', 'is', null).execute()).toEqual([]);
    expect(await db.selectFrom('assessment').select('id').where((eb) => eb.or([eb('assessed_on', '>', '2026-11-16'), eb('signed_number', '<>', 1)])).execute()).toEqual([]);
    expect(await db.selectFrom('medication').select('text').where('ended_on', 'is not', null).where('stop_reason', 'is', null).execute()).toEqual([]);
    expect(await db.selectFrom('medication').select('text').where((eb) => eb.or([eb('started_on', '>', '2026-11-16'), eb('ended_on', '<', eb.ref('started_on'))])).execute()).toEqual([]);
    // What was kept is what the instruments work out of it again.
    const doctor = await clinic.caller('rheumatologist');
    const gauthier = await db.selectFrom('patient').select('id').where('family_name', '=', 'Gauthier').where('given_name', '=', 'Hélène').executeTakeFirstOrThrow();
    const [latest] = (await clinic.services.assessments.list(doctor, { patientId: gauthier.id })).assessments;
    const { entry } = await clinic.services.assessments.open(doctor, { assessmentId: latest?.id ?? '' });
    const again = await clinic.services.assessments.work(doctor, { patientId: gauthier.id, entry });
    expect([again.problems, again.results.map(({ instrument, score, category }) => [instrument, score, category]), again.counts]).toEqual([[], latest?.scores.map(({ instrument, score, category }) => [instrument, score, category]), latest?.counts]);
    // Vaccinations with gaps, and people asked about research: some agreed, some did not, some were never asked.
    const followed = (await db.selectFrom('assessment').select('patient_id').distinct().execute()).length;
    const vaccinated = await db.selectFrom('vaccination').select(['patient_id', 'given_on', 'status', 'code']).execute();
    expect(vaccinated.filter(({ given_on, code }) => given_on === null || given_on > '2026-11-16' || code === null)).toEqual([]);
    expect(new Set(vaccinated.map(({ status }) => status))).toEqual(new Set(['completed', 'not-done']));
    const proposals = (await clinic.services.vaccinations.list(doctor, { patientId: gauthier.id })).proposals;
    expect(proposals.length).toBeGreaterThan(3);
    const consents = await db.selectFrom('research_consent').select(['patient_id', 'decision', 'decided_on']).execute();
    expect(new Set(consents.map(({ decision }) => decision))).toEqual(new Set(['granted', 'refused', 'withdrawn']));
    expect(new Set(consents.map(({ patient_id }) => patient_id)).size).toBeLessThan(followed * 0.9);
    expect(consents.filter(({ decided_on }) => decided_on > '2026-11-16')).toEqual([]);
    const overridden = await db.selectFrom('triage_decision').select('id').where('overridden', '=', 1).execute();
    expect(overridden.length).toBeGreaterThan(0);
  });

  test('whoever is treated by immunotherapy has a cancer and no disease it would wake; calls after a dose were made or are to come; a community nurse has an account', async () => {
    const { db } = clinic.store.database;
    const treated = [...new Set((await db.selectFrom('pathway_enrolment').select('patient_id').where('pathway_code', '=', 'home-immunotherapy').execute()).map(({ patient_id }) => patient_id))];
    expect(treated.length).toBeGreaterThan(16);
    const problems = await db.selectFrom('condition').select(['patient_id', 'code']).where('patient_id', 'in', treated).execute();
    expect(treated.filter((id) => !problems.some(({ patient_id, code }) => patient_id === id && code?.startsWith('C')))).toEqual([]);
    expect(problems.filter(({ code }) => /^M3[0-6]/.test(code ?? ''))).toEqual([]);
    const calls = await db.selectFrom('toxicity_call').select(['due_on', 'called_on', 'state']).where('due_on', 'is not', null).execute();
    expect(calls.filter(({ state, due_on, called_on }) => (state === 'planned' ? (due_on ?? '') < '2026-11-16' : (called_on ?? '') < (due_on ?? '')))).toEqual([]);
    expect(new Set(calls.map(({ state }) => state))).toEqual(new Set(['done', 'planned']));
    const accounts = await db.selectFrom('user_account').innerJoin('community_nurse', 'community_nurse.practitioner_id', 'user_account.practitioner_id').select('login').execute();
    expect(accounts).toEqual([{ login: 'j.pellerin' }]);
    // One dose of today waits for her alone.
    const due = (await clinic.services.doses.due(await clinic.caller('coordinator'), { within: 0, site: 'home', after: null })).rows.filter(({ open, to }) => open === 3 && to.join(' ') === 'community-nurse');
    const followed = await db.selectFrom('nurse_assignment').innerJoin('user_account', 'user_account.practitioner_id', 'nurse_assignment.practitioner_id').select('patient_id').where('part', '=', 'main').execute();
    expect(due.map(({ patient }) => followed.some(({ patient_id }) => patient_id === patient.id))).toEqual([true]);
  });

  test('nobody is in two places at once, and every visit lies in its professional’s hours', async () => {
    const { db } = clinic.store.database;
    const visits = await db.selectFrom('appointment').selectAll().orderBy('starts_at').execute();
    for (const key of ['professional_id', 'patient_id'] as const) {
      const last = new Map<string, string>();
      for (const visit of visits) {
        expect(visit.starts_at >= (last.get(visit[key]) ?? '')).toBe(true);
        last.set(visit[key], visit.ends_at);
      }
    }
    const openings = await db.selectFrom('weekly_opening').selectAll().execute();
    for (const visit of visits) {
      const weekday = new Date(`${visit.local_start}Z`).getUTCDay() || 7;
      const time = visit.local_start.slice(11);
      const fits = openings.some(
        (opening) =>
          opening.practitioner_id === visit.professional_id && opening.weekday === weekday && opening.starts_at <= time && time < opening.ends_at &&
          (JSON.parse(opening.modalities) as string[]).includes(visit.modality),
      );
      expect(fits, `${visit.local_start} ${visit.modality}`).toBe(true);
      if (visit.modality === 'VIDEO') expect(visit.video_link).toMatch(/^https:\/\/visio\.exemple\.test\//);
    }
  });

  test('on a Sunday the day is not empty, and nothing happened after the present', async () => {
    const now = '2026-11-22T16:20:00.000Z';
    const { clinic: ofSunday } = await seeded(engine, { patients: 60, seed: 1, now });
    const { db } = ofSunday.store.database;
    expect((await db.selectFrom('appointment').select('id').where('local_start', 'like', '2026-11-22T%').execute()).length).toBeGreaterThan(5);
    const late = await db.selectFrom('audit_event').select('seq').where('at', '>', now).execute();
    expect(late).toEqual([]);
    expect(await db.selectFrom('referral').select('id').where('received_at', '>', now).execute()).toEqual([]);
    const order = await db.selectFrom('audit_event').select(['seq', 'at']).orderBy('seq').execute();
    expect([...order].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : one.seq - other.seq))).toEqual(order);
    await ofSunday.close();
  });
});

describe('a grown demonstration clinic', () => {
  const patients = 420;
  let clinic: TestClinic;
  let referrals: number;
  beforeAll(async () => {
    clinic = await openTestClinic('sqlite');
    ({ referrals } = await seedDemonstration(clinic.store, { patients, seed: 1 }, clinic.ports));
  });
  afterAll(() => clinic.close());

  test('insurance numbers agree with their holders, and nobody has a number another has', async () => {
    const { db } = clinic.store.database;
    const holders = await db
      .selectFrom('patient')
      .innerJoin('patient_identifier', 'patient_identifier.patient_id', 'patient.id')
      .select(['family_name', 'given_name', 'birth_date', 'administrative_sex', 'value'])
      .where('system', '=', identifierSystems.nam)
      .execute();
    // Those entered twice have no number the second time.
    expect(new Set(holders.map(({ value }) => value)).size).toBe(patients - duplicates.length);
    expect(holders).toHaveLength(patients - duplicates.length);
    for (const { value, family_name, given_name, birth_date, administrative_sex } of holders) {
      const check = checkNam(value, { familyName: family_name, givenName: given_name, birthDate: birth_date, administrativeSex: administrative_sex as 'F' | 'M' }, '2026-11-16');
      expect({ ...check, derivedBirthDates: [] }).toMatchObject({ errors: [], warnings: [] });
    }
  });

  test('has lived: requests of newcomers triaged and seen, visits that took place or were missed, nobody in two places', async () => {
    const { db } = clinic.store.database;
    const present = clinic.ports.clock.now();
    expect(referrals).toBeGreaterThan(50);
    const seen = await db.selectFrom('referral').innerJoin('appointment', 'appointment.referral_id', 'referral.id').select(['referral.received_at', 'appointment.starts_at', 'referral.due_on']).where('referral.state', '=', 'closed').execute();
    expect(seen.length).toBeGreaterThan(5);
    for (const one of seen) expect(one.starts_at > one.received_at).toBe(true);
    const statuses = await db.selectFrom('appointment').select('status').where('ends_at', '<=', '2026-11-12T00:00:00.000Z').distinct().execute();
    expect(statuses.map(({ status }) => status).sort()).toEqual(['done', 'no-show']);
    expect(await db.selectFrom('appointment').select('id').where('starts_at', '>', present).where('status', '<>', 'booked').execute()).toEqual([]);
    const visits = await db.selectFrom('appointment').selectAll().orderBy('starts_at').execute();
    for (const key of ['professional_id', 'patient_id'] as const) {
      const last = new Map<string, string>();
      for (const visit of visits) {
        expect(visit.starts_at >= (last.get(visit[key]) ?? '')).toBe(true);
        last.set(visit[key], visit.ends_at);
      }
    }
  });

  test('people entered twice are found by a scan, each with their first record', async () => {
    const doctor = await clinic.caller('rheumatologist');
    await clinic.services.duplicates.runScan({ scanId: clinic.ports.newId(), userId: doctor.userId, importId: null }, { onProgress: () => undefined, shouldStop: () => false });
    const { pairs } = await clinic.services.duplicates.list(doctor, { state: 'open', after: null, limit: 50 });
    expect(pairs.map(({ one, other }) => [one.familyName, other.familyName].sort().join(' '))).toEqual(expect.arrayContaining(['Tremblay Tremblay', 'Gagnon Saint-Onge', 'Bedard Bédard', 'Nadia Picard']));
    expect(pairs.length).toBeLessThan(12);
  });
});

test('a clinic of a few, or of nobody, is made too', async () => {
  for (const patients of [0, 1, 3]) {
    const clinic = await openTestClinic('sqlite');
    expect((await seedDemonstration(clinic.store, { patients, seed: 1 }, clinic.ports)).patients).toBe(patients);
    await clinic.close();
  }
});
