import { BlobReader, configure, TextWriter, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CohortDefinition } from '#contract/cohorts.ts';
import type { ConsentDecision, ExtractScope } from '#contract/research.ts';
import { daysBetweenDates } from './testing/days-between.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import type { Session } from '../users/session.ts';
import { enterStudyPeople, type StudyPerson } from './testing/study-people.ts';

configure({ useWebWorkers: false });
const hooks = { onProgress: () => undefined, shouldStop: () => false };

type Table = readonly Readonly<Record<string, string>>[];

/** The lines of a file, by the titles of its columns. */
const tableOf = (csv: string): Table => parse(csv, { bom: true, delimiter: ';', columns: true });

describe.each(engines)('a de-identified extract on %s', (engine) => {
  let clinic: TestClinic;
  let caller: Caller;
  let people: readonly StudyPerson[];
  let studyId: string;
  /** Of everybody, once. */
  let first: Awaited<ReturnType<typeof extract>>;

  const consent = (patientId: string, decision: ConsentDecision, decidedOn = '2026-01-05') =>
    clinic.services.researchConsents.record(caller, { consentId: clinic.ports.newId(), patientId, decision, decidedOn, way: 'written', giver: 'person', note: '' });

  const extract = async (scope: ExtractScope, study = studyId): Promise<{ readonly state: string; readonly texts: Readonly<Record<string, string>>; readonly workbook: string }> => {
    const { state, sealed } = await clinic.services.researchExtracts.runJob({ extractId: clinic.ports.newId(), caller, request: { studyId: study, scope, passphrase: null } }, hooks);
    if (!sealed) return { state, texts: {}, workbook: '' };
    const session: Session = { caller };
    const delivery = await clinic.services.files.deliverSealed(session, { name: 'x.zip', mediaType: 'application/zip' }, sealed);
    const file = await clinic.services.files.take(session, delivery.deliveryId);
    const texts: Record<string, string> = {};
    let workbook = '';
    for (const entry of await new ZipReader(new BlobReader(new Blob([Buffer.from(file!.content)]))).getEntries()) {
      if (entry.directory) continue;
      if (!entry.filename.endsWith('.xlsx')) texts[entry.filename] = await entry.getData(new TextWriter());
      else {
        const inner = new ZipReader(new Uint8ArrayReader(await entry.getData(new Uint8ArrayWriter())));
        for (const part of await inner.getEntries()) if (!part.directory) workbook += await part.getData(new TextWriter());
      }
    }
    return { state, texts, workbook };
  };

  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    caller = await clinic.caller('rheumatologist');
    people = await enterStudyPeople(clinic, 60);
    studyId = clinic.ports.newId();
    await clinic.services.researchExtracts.createStudy(caller, { studyId, name: 'Étude A', approval: 'CER 2026-11', smallestCell: 5 });
    for (const [index, { id }] of people.entries()) {
      if (index >= 50) continue;
      await consent(id, index === 40 ? 'refused' : 'granted');
      if (index === 41) await consent(id, 'withdrawn', '2026-02-01');
    }
    first = await extract({ kind: 'clinic' });
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  test('nobody without a standing consent is in it; who is left out is counted', async () => {
    expect(await clinic.services.researchExtracts.preview(caller, { scope: { kind: 'clinic' } })).toEqual({ chosen: 60, included: 48, refused: 1, withdrawn: 1, unasked: 10, closed: 0 });
    const chosen = people.slice(38, 52).map(({ id }) => id);
    expect(await clinic.services.researchExtracts.preview(caller, { scope: { kind: 'people', patientIds: chosen } })).toMatchObject({ chosen: 14, included: 10, unasked: 2 });
    expect(await clinic.services.researchExtracts.preview(caller, { scope: { kind: 'people', patientIds: [chosen[0]!, chosen[0]!] } })).toMatchObject({ chosen: 1 });
    const group = await clinic.services.researchExtracts.preview(caller, { scope: { kind: 'diagnosis', groups: ['axspa'] } });
    expect(group.chosen).toBeGreaterThan(0);
    expect(group.chosen).toBeLessThan(60);
  });

  test('a saved cohort is whoever answers it now, and each is asked their consent all the same', async () => {
    const cohortId = clinic.ports.newId();
    const women: CohortDefinition = { version: 1, life: 'living', groups: [{ match: 'all', conditions: [{ kind: 'sex', values: ['F'] }] }] };
    await clinic.services.cohorts.save(caller, { cohortId, expectedVersion: null, name: 'Femmes', definition: women, shared: false });
    const { rows } = await clinic.services.cohorts.page(caller, { definition: women, limit: 200 });
    const preview = await clinic.services.researchExtracts.preview(caller, { scope: { kind: 'cohort', cohortId } });
    expect(preview.chosen).toBe(rows.length);
    expect(preview).toEqual(await clinic.services.researchExtracts.preview(caller, { scope: { kind: 'people', patientIds: rows.map(({ id }) => id) } }));
    const { state, texts } = await extract({ kind: 'cohort', cohortId });
    expect([state, tableOf(texts['participants.csv'] ?? '').length]).toEqual(['done', preview.included]);
    expect(texts['rapport.csv']).toContain('une cohorte gardée');
    // Another's own cohort is not found.
    await expect(clinic.services.researchExtracts.preview(await clinic.caller('ips'), { scope: { kind: 'cohort', cohortId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('an extract that is stopped leaves no file, and says so on record', async () => {
    const extractId = clinic.ports.newId();
    let asked = 0;
    const stopping = { onProgress: () => undefined, shouldStop: () => (asked += 1) > 2 };
    expect(await clinic.services.researchExtracts.runJob({ extractId, caller, request: { studyId, scope: { kind: 'clinic' }, passphrase: null } }, stopping)).toEqual({ people: null, state: 'cancelled', sealed: null });
    expect((await clinic.services.researchExtracts.extracts(caller)).find(({ id }) => id === extractId)).toMatchObject({ state: 'cancelled' });
    const trail = await clinic.store.database.db.selectFrom('audit_event').select('action').where('entity_id', '=', extractId).orderBy('seq').execute();
    expect(trail.map(({ action }) => action)).toEqual(['research.extract-started', 'research.extract-cancelled']);
  });

  test('no name, number, address, free word, birth or id of anybody is in any of its files', () => {
    const { texts, workbook } = first;
    const whole = Object.values(texts).join('\n') + workbook;
    expect(Object.keys(texts)).toEqual(['participants.csv', 'diagnostics.csv', 'traitements.csv', 'effets-indesirables.csv', 'scores.csv', 'resultats.csv', 'visites.csv', 'dictionnaire.csv', 'rapport.csv']);
    for (const { identifying } of people) for (const text of identifying) expect(whole.includes(text), text).toBe(false);
    expect(workbook).toContain(tableOf(texts['participants.csv'] ?? '')[0]!['study_id']);
  });

  test('the intervals of a person are theirs, and no date is the true one', () => {
    const { texts } = first;
    const column = (file: string, title: string): ReadonlyMap<string, string> => new Map(tableOf(texts[file] ?? '').map((line) => [line['study_id'] ?? '', line[title] ?? '']));
    const told = { started: column('traitements.csv', 'started'), ended: column('traitements.csv', 'ended'), onset: column('diagnostics.csv', 'onset'), event: column('effets-indesirables.csv', 'happened'), taken: column('resultats.csv', 'taken') };
    // Whose is whose: by the length of the treatment and of what came before it, which the extract keeps.
    let found = 0;
    for (const [studyCode, started] of told.started) {
      const shift = (name: keyof typeof told, from: string): number | null => (told[name].get(studyCode) ? daysBetweenDates(from, told[name].get(studyCode)!) : null);
      const alike = people.filter(({ days }) => daysBetweenDates(days.started, days.ended) === shift('ended', started) && shift('event', started) === daysBetweenDates(days.started, days.event));
      expect(alike.length).toBeGreaterThan(0);
      for (const name of ['onset', 'taken'] as const) {
        const interval = shift(name, started);
        if (interval !== null) expect(alike.some(({ days }) => daysBetweenDates(days.started, days[name]) === interval)).toBe(true);
      }
      if (alike.length === 1) {
        found += 1;
        const back = daysBetweenDates(started, alike[0]!.days.started);
        expect(back).toBeGreaterThanOrEqual(1);
        expect(back).toBeLessThanOrEqual(365);
      }
    }
    expect(found).toBeGreaterThan(20);
  });

  test('nothing told is told of fewer people than the study allows', () => {
    const { texts } = first;
    const participants = tableOf(texts['participants.csv'] ?? '');
    expect(participants).toHaveLength(48);
    for (const same of Map.groupBy(participants, ({ age_band, sex, region }) => `${age_band}|${sex}|${region}`).values()) expect(same.length).toBeGreaterThanOrEqual(5);
    const measured = ['study_id', 'treatment', 'onset', 'ended', 'started', 'happened', 'taken', 'assessed', 'visited', 'value', 'score', 'dose', 'dose_times', 'dose_days'];
    for (const [file, text] of Object.entries(texts)) {
      if (['dictionnaire.csv', 'rapport.csv', 'participants.csv'].includes(file)) continue;
      const lines = tableOf(text);
      for (const title of Object.keys(lines[0] ?? {}).filter((one) => !measured.includes(one))) {
        for (const [value, same] of Map.groupBy(lines.filter((line) => line[title] !== ''), (line) => line[title])) expect(new Set(same.map(({ study_id }) => study_id)).size, `${file} ${title} ${value}`).toBeGreaterThanOrEqual(5);
      }
    }
    // The rare are told less closely, or not at all.
    expect(texts['diagnostics.csv']).not.toContain('Z99');
    expect(texts['effets-indesirables.csv']).not.toContain('fatal');
    expect(texts['traitements.csv']).not.toContain('pregnancy');
  });

  test('the report tells what was left out, and nothing small', () => {
    const { texts } = first;
    const report = tableOf(texts['rapport.csv'] ?? '');
    const number = (detail: string): string | undefined => report.find((line) => line['détail'] === detail)?.['nombre'];
    // One refused, one withdrew: neither is told, and the ten are held back with them.
    expect(['ont refusé la recherche', 'ont retiré leur consentement', 'dans l’extrait'].map(number)).toEqual(['non dit', 'non dit', '48']);
    const counts = report.map((line) => line['nombre'] ?? '').filter((text) => /^\d+$/.test(text)).map(Number);
    expect(counts.filter((count) => count > 0 && count < 5)).toEqual([]);
    expect(report.find((line) => line['rubrique'] === 'Seuil des petits effectifs')?.['nombre']).toBe('5');
  });

  test('a second extract gives everybody the same identifier and the same dates; another study, others', async () => {
    const second = await extract({ kind: 'clinic' });
    expect(second.texts['traitements.csv']).toBe(first.texts['traitements.csv']);
    const other = clinic.ports.newId();
    await clinic.services.researchExtracts.createStudy(caller, { studyId: other, name: 'Étude B', approval: '', smallestCell: 5 });
    const codes = (texts: Readonly<Record<string, string>>): readonly string[] => tableOf(texts['participants.csv'] ?? '').map((line) => line['study_id'] ?? '');
    const elsewhere = new Set(codes((await extract({ kind: 'clinic' }, other)).texts));
    expect(codes(first.texts).filter((code) => elsewhere.has(code))).toEqual([]);
  });

  test('of too few nothing leaves, and that it was asked is on record', async () => {
    const few = await extract({ kind: 'people', patientIds: people.slice(0, 4).map(({ id }) => id) });
    expect(few.state).toBe('too-few');
    expect((await clinic.services.researchExtracts.extracts(caller))[0]).toMatchObject({ state: 'too-few', studyName: 'Étude A' });
  });

  test('a cohort that is gone is told as such, also from the thread', async () => {
    const progress = await clinic.services.researchExtracts.run({ caller }, caller, { studyId, scope: { kind: 'cohort', cohortId: clinic.ports.newId() }, passphrase: null });
    const toItsEnd = async (): Promise<void> => {
      while (!(await progress.next()).done);
    };
    await expect(toItsEnd()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('one who withdraws is in no later extract', async () => {
    await consent(people[0]!.id, 'withdrawn', '2026-11-16');
    expect(tableOf((await extract({ kind: 'clinic' })).texts['participants.csv'] ?? '')).toHaveLength(47);
    expect((await clinic.services.researchConsents.read(caller, { patientId: people[0]!.id })).said.map(({ decision }) => decision)).toEqual(['withdrawn', 'granted']);
  });

  test('a record closed to whoever extracts is not in it', async () => {
    await clinic.services.access.restrict(caller, { patientId: people[2]!.id, reason: 'other', words: 'à part' });
    const outsider = await clinic.caller('ips');
    expect(await clinic.services.researchExtracts.preview(outsider, { scope: { kind: 'people', patientIds: [people[2]!.id, people[3]!.id] } })).toMatchObject({ chosen: 2, included: 1, closed: 1 });
    await expect(clinic.services.researchConsents.read(outsider, { patientId: people[2]!.id })).rejects.toMatchObject({ code: 'RESTRICTED' });
  });

  test('a study by that name there is; a consent of tomorrow there is not', async () => {
    await expect(clinic.services.researchExtracts.createStudy(caller, { studyId: clinic.ports.newId(), name: 'etude a', approval: '', smallestCell: 5 })).rejects.toMatchObject({ code: 'DUPLICATE' });
    await expect(consent(people[1]!.id, 'granted', '2026-11-17')).rejects.toMatchObject({ code: 'INVALID' });
  });
});
