import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableMapping } from '#contract/table-imports.ts';
import type { TableCounts, TableReport } from '#contract/table-reports.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { aPatient } from '../../referrals/testing/referral-fixtures.ts';
import { readTable } from './table-reading-job.ts';
import { tableSteps } from './testing/table-steps.ts';

/** A batch of requests, as a clinic may have it; fictional. */
const batch = [
  'Nom;Prénom;DDN;NAM;Sexe;Date de réception;Motif;Priorité;Renseignements cliniques;Référent;Clinique référente;Articulations enflées;Raideur matinale;CRP;Anti-CCP;Fièvre',
  'Béland;Maryse;1979-02-08;BELM79520817;F;2026-11-12;RH04;C;Mains enflées depuis octobre.;Dre Anne Roy;GMF du Parc;4;60 min;14;élevé;non',
  'Côté;Luc;1961-05-02;;M;2026-11-13;Fatigue et douleurs;;;Dre Anne Roy;GMF du Parc;;;;;inconnu',
  'Côté;Luc;1961-05-02;;M;2026-11-14;RH16;E;Lombalgie.;Dr Paul Ng;;;;;;',
  'Dubé;Rose;1990-01-01;;F;2027-01-01;RH04;C;À venir.;;;;;;;',
  'Émond;Guy;1950-01-01;;M;2026-11-10;RH12;Q;Genou.;;;;;;;',
  'Fortin;Lise;1950-01-01;;F;2026-11-10;RH12;D;Genou.;;;beaucoup;;;;',
  'Gagné;Paul;1950-01-01;;M;2026-11-10;;D;;;;;;;;',
].join('\n');

describe.each(engines)('a batch of requests on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let steps: ReturnType<typeof tableSteps>;
  let maryse: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    steps = tableSteps(clinic, secretary);
    maryse = await aPatient(clinic);
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });
  const referrals = () => clinic.store.database.db.selectFrom('referral').selectAll().orderBy('received_at').execute();
  let importId: string;
  let mapping: TableMapping;
  /** Read, checked and taken in this process. */
  const whole = async (text: string, checkOnly = false): Promise<{ importId: string; counts: TableCounts; report: TableReport | null }> => {
    const content = new TextEncoder().encode(text);
    const done = await clinic.services.tableImports.importWhole(secretary, { name: 'demandes.csv', bytes: content.length, sha256: 'x', content }, mapping, { checkOnly, onProgress: () => undefined, shouldStop: () => false });
    return { ...done, counts: await clinic.services.tableImports.countsOf(done.importId) };
  };

  test('is recognised by its titles, findings by their names', async () => {
    const prepared = await readTable(new TextEncoder().encode(batch), null, null, '2026-11-16');
    if ('refusal' in prepared) throw new Error(prepared.refusal);
    expect(prepared.mapping.columns.map(({ field }) => field)).toEqual([
      'familyName', 'givenName', 'birthDate', 'nam', 'sex', 'requestOn', 'requestReason', 'requestClass', 'requestWords', 'referrer', 'referrerPlace', 'finding', 'finding', 'finding', 'finding', 'finding',
    ]);
    mapping = prepared.mapping;
    const checked = await whole(batch, true);
    expect(checked.counts.states).toEqual({ ready: 3, problem: 4 });
    expect(checked.counts.problems).toMatchObject({ DATE_FUTURE: 1, CELL_UNREADABLE: 2, REQUEST_EMPTY: 1 });
    const shown = await steps.shown(checked.importId);
    // By number the first is on file; the second is new; the third is the second again.
    expect(shown.slice(0, 3).map(({ decision }) => decision)).toEqual([{ kind: 'merge', patientId: maryse }, { kind: 'create' }, { kind: 'mergeLine', line: 3 }]);
    expect((await referrals())).toEqual([]);
  });

  test('joins the queue with what the rules propose; what is not said stays unknown', async () => {
    const taken = await whole(batch);
    importId = taken.importId;
    const { report } = taken;
    expect(report?.created).toMatchObject({ Patient: 1, ServiceRequest: 3, Practitioner: 2 });
    const found = await referrals();
    expect(found.map((row) => [row.reason_code, row.requested_cls, row.proposed_cls, row.state, row.completed_on])).toEqual([
      ['RH04', 'C', 'C', 'received', '2026-11-12'], [null, null, 'D', 'received', '2026-11-13'], ['RH16', 'E', 'D', 'received', '2026-11-14'],
    ]);
    expect(JSON.parse(found[0]?.findings ?? '')).toEqual({ swollen_joints: 4, morning_stiffness_min: 60, crp: 14, acpa: 'high', fever: false });
    // A reason that is none of ours is kept in the referrer's words; "inconnu" says nothing.
    expect([found[1]?.free_text, found[1]?.findings]).toEqual(['Fatigue et douleurs', '{}']);
    expect(found[0]?.patient_id).toBe(maryse);
    expect(found[1]?.patient_id).toBe(found[2]?.patient_id);
    const referrers = await clinic.store.database.db.selectFrom('practitioner').select(['id', 'family_name', 'given_name', 'prefix', 'organization']).where('import_id', '=', importId).orderBy('sort_key').execute();
    expect(referrers.map(({ id: _id, ...said }) => said)).toEqual([{ family_name: 'Ng', given_name: 'Paul', prefix: 'Dr', organization: null }, { family_name: 'Roy', given_name: 'Anne', prefix: 'Dre', organization: 'GMF du Parc' }]);
    expect(found.map(({ referrer_id }) => referrer_id)).toEqual([referrers[1]?.id, referrers[1]?.id, referrers[0]?.id]);
    const doctor = await clinic.caller('rheumatologist');
    const { rows } = await clinic.services.triageDesk.queue(doctor, { list: 'to-triage', after: null, role: null, limit: 10 });
    expect(rows.map(({ cls }) => cls)).toEqual(['C', 'D', 'D']);
  });

  test('lines not taken come back with their reason, corrected in the workbook; the same file again adds nothing', async () => {
    const table = await clinic.store.unitOfWork.read((db) => db.selectFrom('import_row').select(['line', 'state']).where('import_id', '=', importId).where('state', '=', 'problem').orderBy('line').execute());
    expect(table.map(({ line }) => line)).toEqual([5, 6, 7, 8]);
    expect((await whole(batch)).counts.states).toEqual({ unchanged: 3, problem: 4 });
    expect(await referrals()).toHaveLength(3);
    const corrected = await whole(batch.replace('beaucoup', '3').replace('RH12;Q', 'RH12;D'));
    expect(corrected.counts.states).toEqual({ unchanged: 3, taken: 2, problem: 2 });
    expect(await referrals()).toHaveLength(5);
    await clinic.services.undoImports.undoBatch({ importId: clinic.ports.newId(), undoes: corrected.importId, userId: secretary.userId }, { onProgress: () => undefined, shouldStop: () => false });
    expect(await referrals()).toHaveLength(3);
  });

  test('is undone whole: requests, people and referrers it added, and nobody else', async () => {
    await clinic.services.undoImports.undoBatch({ importId: clinic.ports.newId(), undoes: importId, userId: secretary.userId }, { onProgress: () => undefined, shouldStop: () => false });
    expect(await referrals()).toEqual([]);
    const { db } = clinic.store.database;
    expect((await db.selectFrom('patient').select('id').execute()).map(({ id }) => id)).toEqual([maryse]);
    expect(await db.selectFrom('practitioner').select('id').where('source_system', 'is not', null).execute()).toEqual([]);
  });

  test('tests done and prescribed are told apart; a referrer is known by the number of their licence, and never taken for another', async () => {
    const roy = clinic.ports.newId();
    await clinic.services.people.addReferrer(secretary, { practitionerId: roy, familyName: 'Roy', givenName: 'Anne', organization: 'GMF du Parc', phone: '', fax: '', licence: '1-23456' });
    const lines = [
      'Nom;Prénom;DDN;Date de réception;Motif;Référent;No de permis;Analyses prescrites;Date TSH;Électrophorèse des protéines',
      'Hébert;Ann;1980-03-02;2026-11-12;RH04;;123456;FSC 2026-11-02; ; ',
      'Ipperciel;Guy;1970-03-02;2026-11-12;RH04;Dre Anne Roy;no 1-23456;FSC, VS prescrite, créatinine le 2026-11-20, scan sinus;2026-11-01;prescrite',
      'Jobin;Léa;1970-04-02;2026-11-12;RH04;Dr Luc Caron;98765;;;oui',
      'Kirouac;Max;1970-05-02;2026-11-12;RH04;;55555;;;',
      'Langlois;Zoé;1970-06-02;2026-11-12;RH04;Dr Luc Caron;123456;;;',
    ].join('\n');
    const prepared = await readTable(new TextEncoder().encode(lines), null, null, '2026-11-16');
    if ('refusal' in prepared) throw new Error(prepared.refusal);
    expect(prepared.mapping.columns.map(({ field }) => field).slice(5)).toEqual(['referrer', 'referrerNumber', 'prerequisite', 'prerequisite', 'prerequisite']);
    mapping = prepared.mapping;
    const taken = await whole(lines);
    expect(taken.counts.problems).toEqual({ REFERRER_UNKNOWN: 1, REFERRER_DISAGREES: 1 });
    const { db } = clinic.store.database;
    const found = await db.selectFrom('referral as r').innerJoin('patient as p', 'p.id', 'r.patient_id').select(['p.family_name', 'r.prerequisites_provided', 'r.free_text', 'r.referrer_id']).orderBy('p.family_name').execute();
    expect(found.map(({ family_name: name, prerequisites_provided: provided, free_text: words }) => [name, JSON.parse(provided) as unknown, words])).toEqual([
      ['Hébert', ['CBC'], 'Analyses prescrites : FSC 2026-11-02'],
      ['Ipperciel', ['CBC', 'TSH'], 'Analyses prescrites : FSC, VS prescrite, créatinine le 2026-11-20, scan sinus\nDate TSH : 2026-11-01\nÉlectrophorèse des protéines : prescrite'],
      ['Jobin', ['SPEP'], ''],
    ]);
    expect(found.slice(0, 2).map(({ referrer_id }) => referrer_id)).toEqual([roy, roy]);
    const { rows } = await clinic.services.referrers.list(secretary, { text: 'caron', retired: false, after: null });
    expect(rows[0]).toMatchObject({ displayName: 'Dr Luc Caron', licence: '98765', identifiers: [] });
  });
});
