import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '#contract/index.ts';
import type { OperationMeta } from '#contract/define.ts';
import { guard } from '../access-middleware.ts';
import type { CallContext } from '../call-context.ts';
import { addDays } from '../appointments/wall-time.ts';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { readPdf } from '../documents/testing/pdf-text.ts';
import { insertAdministration } from '../pathways/doses/administration-repository.ts';
import { keepCall } from '../pathways/doses/call-repository.ts';
import { changeDose, dosesOf } from '../pathways/doses/dose-repository.ts';
import { acknowledge, insertEscalation } from '../pathways/doses/escalation-repository.ts';
import { enrolAtHome, goodAdministration } from '../pathways/doses/testing/dosed-patient.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

const home = 'home-immunotherapy';

describe.each(engines)('the figures of a pathway, on %s', (engine) => {
  let clinic: TestClinic;
  let coordinator: Caller;
  let lead: Caller;
  let today: string;

  /** Six people, each: two doses in hospital and three at home, a call that found grade 2 of the bowel answered the next day, and a first QLQ-C30. */
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [coordinator, lead] = [await clinic.caller('coordinator'), await clinic.caller('programme-lead')];
    today = clinic.ports.clock.now().slice(0, 10);
    const content = await clinic.store.unitOfWork.read((db) => db.selectFrom('content_version').select('id').executeTakeFirstOrThrow());
    for (let index = 0; index < 6; index += 1) {
      const patientId = await addPatient(clinic, coordinator, `Figure${index}`);
      await clinic.services.slots.setPreferences(coordinator, { patientId, expectedVersion: 0, weekdays: [], halfDays: [], modalities: [], noticeHours: null, travelKm: 25, travelMinutes: null, words: null });
      const includedOn = addDays(today, -196);
      const enrolmentId = await enrolAtHome({ services: clinic.services, newId: clinic.ports.newId, coordinator }, patientId, { includedOn, advancedOn: addDays(today, -10), schedule: 'nivolumab-480' });
      await clinic.store.unitOfWork.write(async (db) => {
        const by = { userId: coordinator.userId, now: clinic.ports.clock.now(), today: addDays(today, -3) };
        const doses = await dosesOf(db, [enrolmentId]);
        for (const [place, dose] of doses.slice(0, 5).entries()) await changeDose(db, dose.id, dose.version, { state: 'given', givenOn: dose.dueOn, givenSite: place < 2 ? 'hospital' : 'home' }, by);
        // A reaction while a dose was given, and an incident that is no sign of toxicity.
        const given = (doseId: string, organ: string) => insertAdministration(db, { id: clinic.ports.newId(), doseId, patientId, ...goodAdministration(today), incidents: [{ code: organ, grade: 2, words: 'x' }], act: 'home-infusion', judged: {} }, by);
        await given(doses[3]?.id ?? '', 'infusion-reaction');
        await given(doses[2]?.id ?? '', 'device');
        const [callId, escalationId] = [clinic.ports.newId(), clinic.ports.newId()];
        const found = { version: '1', organs: [{ organ: 'bowel', grade: 2 as const, action: 'hold' as const, escalation: 'orange' as const, isEmergency: false }], unanswered: 0, worst: 2 as const, escalation: 'orange' as const };
        await keepCall(db, { id: callId, enrolmentId, patientId, doseId: doses[4]?.id ?? null, kind: 'after', answers: { Q03: 'several' }, found, action: 'hold', words: null, symptomOn: addDays(today, -5) }, false, by);
        await insertEscalation(db, { id: escalationId, enrolmentId, patientId, doseId: null, callId, kind: 'toxicity', level: 'orange', grade: 2, reasons: [{ fr: 'x', en: 'x' }], items: [], roles: ['oncologist'], answerBy: `${addDays(today, -3)}T18:00:00.000Z` }, { ...by, now: `${addDays(today, -3)}T14:00:00.000Z` });
        await acknowledge(db, escalationId, { action: 'hospital-visit', words: 'x' }, { now: `${addDays(today, -3)}T15:30:00.000Z`, userId: coordinator.userId });
        const [assessmentId, textId] = [clinic.ports.newId(), clinic.ports.newId()];
        await db.insertInto('assessment').values({ id: assessmentId, patient_id: patientId, appointment_id: null, assessed_on: includedOn, author_id: coordinator.userId, state: 'signed', editor_id: null, working: null, amend_reason: null, signed_number: 1, created_at: by.now, saved_at: by.now, version: 1 }).execute();
        await db.insertInto('assessment_text').values({ id: textId, assessment_id: assessmentId, number: 1, entry: '{}', counts: null, reason: null, signed_at: by.now, signed_by: coordinator.userId }).execute();
        await db.insertInto('assessment_score').values({ id: clinic.ports.newId(), text_id: textId, instrument: 'qlq-c30', position: 0, score: 50 + index * 5, category: null, formula_version: '1', content_version_id: content.id, basis: '{}' }).execute();
      });
    }
  }, 120_000);
  afterAll(() => clinic.close());

  test('tell inclusions beside the aim, doses, kilometres, toxicity and where it was seen, answers, quality of life, completeness', async () => {
    const report = await clinic.services.pathwayFigures.pathway(lead, { code: home });
    expect(report.inclusions.at(-1)).toMatchObject({ month: today.slice(0, 7), included: 6 });
    expect([report.inclusions[0]?.month, report.target?.count, report.published.map(({ count }) => count)]).toEqual(['2020-06', 375, [153, 192, 155]]);
    expect(report.standing.find(({ code }) => code === 's2')?.count ?? report.standing.find(({ count }) => count === 6)?.count).toBe(6);
    expect(report.doses).toMatchObject({ home: 18, hospital: 12, cancelled: 0, atHome: { of: 30, value: 0.6 }, kilometres: 900, withoutDistance: 0 });
    expect(report.toxicity.map(({ organ, grades }) => [organ, grades]).sort()).toEqual([['bowel', [{ grade: 2, count: 6 }]], ['infusion', [{ grade: 2, count: 6 }]]]);
    expect(report.detected).toEqual([{ place: 'dose', count: 6 }, { place: 'call', count: 6 }]);
    expect(report.escalations).toMatchObject({ opened: 6, waiting: 0, inTime: { of: 6, value: 1 }, minutes: { median: 90 } });
    expect(report.symptomDays).toMatchObject({ of: 6, median: 2 });
    expect(report.quality).toEqual([{ month: 0, of: 6, median: 62.5 }]);
    // Each has doses of days gone by that nobody noted; the milestones of months 3 and before have passed, one of them is answered.
    expect(report.completeness.map(({ what, share: { of, value } }) => [what, of, value])).toEqual([['doses', 42, 30 / 42], ['calls', 0, null], ['quality', 12, 0.5], ['training', 0, null]]);
    expect(report.acute).toMatchObject({ people: 6, kinds: [{ kind: 'emergency', count: 0 }, { kind: 'admission', count: 0 }] });
  });

  test('an emergency no call had found first adds to toxicity and to the days from the first symptom; one taken back does not', async () => {
    const [{ patient_id: patientId }] = await clinic.store.unitOfWork.read((db) => db.selectFrom('pathway_enrolment').select('patient_id').limit(1).execute()) as [{ patient_id: string }];
    const told = { patientId, expectedVersion: null, kind: 'emergency', happenedOn: addDays(today, -1), endedOn: null, hospital: '', reason: 'x', related: 'yes', organ: 'bowel', grade: 2, symptomOn: addDays(today, -9) } as const;
    const mistake = clinic.ports.newId();
    await clinic.services.acuteEvents.save(coordinator, { ...told, eventId: clinic.ports.newId(), detected: null });
    await clinic.services.acuteEvents.save(coordinator, { ...told, eventId: clinic.ports.newId(), detected: 'call' });
    await clinic.services.acuteEvents.save(coordinator, { ...told, eventId: mistake, detected: 'hospital' });
    await clinic.services.acuteEvents.withdraw(coordinator, { eventId: mistake, expectedVersion: 1, reason: 'x' });
    const report = await clinic.services.pathwayFigures.pathway(lead, { code: home });
    expect(report.toxicity.find(({ organ }) => organ === 'bowel')?.grades).toEqual([{ grade: 2, count: 7 }]);
    // The one nobody noted is alone: the least of the other places is held back with it.
    expect(report.detected).toEqual([{ place: 'dose', count: null }, { place: 'call', count: 6 }, { place: null, count: null }]);
    expect(report.symptomDays).toMatchObject({ of: 7, median: 2, p90: 8 });
  });

  test('a pathway nobody knows is not found; without asking, one somebody is on', async () => {
    await expect(clinic.services.pathwayFigures.pathway(lead, { code: 'nothing' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { code, pathways } = await clinic.services.pathwayFigures.pathway(lead, { code: null });
    expect(pathways.map((one) => one.code)).toContain(home);
    expect(code).toBe(home);
  });

  test('enter the report as text, workbook and PDF, those of pathways somebody is on alone', async () => {
    const asked = { every: 'year', language: 'fr' } as const;
    const csv = Buffer.from((await clinic.services.team.teamFile(lead, { ...asked, format: 'csv' })).content).toString();
    for (const line of [`;Immunothérapie à domicile;Doses;Données à domicile;;;;;18`, 'Doses;Kilomètres évités;900;', 'Toxicité;Intestin', 'Du symptôme à l’action;Du premier symptôme à l’action, médiane (jours);2;', 'Qualité de vie;Mois 0, médiane;62,5;']) expect(csv).toContain(line);
    expect(csv).not.toContain('Goutte');
    const pdf = (await readPdf((await clinic.services.team.teamFile(lead, { ...asked, format: 'pdf' })).content)).pages.join('\n');
    for (const words of ['Immunothérapie à domicile', 'Inclusions', 'Kilomètres évités', 'Toxicité vue d’abord', 'Urgences et hospitalisations', 'Complétude', '153']) expect(pdf).toContain(words);
    expect(Buffer.from((await clinic.services.team.teamFile(lead, { ...asked, format: 'xlsx' })).content).subarray(0, 2).toString()).toBe('PK');
  });

  test('are read by whoever reads indicators, and by nobody else', async () => {
    const { meta } = (contract.programme.pathway as unknown as { '~orpc': { meta: OperationMeta } })['~orpc'];
    const asks = (caller: Caller | null): Promise<string> =>
      guard({ context: { session: { caller }, sessions: {}, accounts: {}, clinic: () => ({}), ports: clinic.ports } as unknown as CallContext, meta, name: 'programme.pathway', next: () => Promise.resolve('done') }).catch((error: unknown) => (error as { code: string }).code);
    expect(meta).toMatchObject({ access: 'indicators.read', scope: 'aggregate' });
    for (const [role, answer] of [['programme-lead', 'done'], ['coordinator', 'done'], ['oncologist', 'done'], ['secretary', 'done'], ['nurse', 'FORBIDDEN'], ['community-nurse', 'FORBIDDEN']] as const) expect(await asks(await clinic.caller(role)), role).toBe(answer);
    expect(await asks(null)).toBe('NOT_SIGNED_IN');
  });
});
