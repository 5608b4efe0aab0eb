import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { addDays } from '../appointments/wall-time.ts';
import { exportedFiles } from '../exports/testing/exported-files.ts';
import { fhirValidators } from '../exports/testing/fhir-validators.ts';
import { danglingIn, wrongIn } from '../exports/testing/resource-checks.ts';
import { enrolAtHome } from '../pathways/doses/testing/dosed-patient.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

const visit = { kind: 'emergency', endedOn: null, hospital: 'Hôpital Édouard-Herriot', reason: 'Diarrhée', related: 'yes', organ: 'bowel', grade: 2, detected: 'home', symptomOn: null } as const;

describe.each(engines)('emergency visits and admissions, on %s', (engine) => {
  let clinic: TestClinic;
  let coordinator: Caller;
  let nurse: Caller;
  let physio: Caller;
  let secretary: Caller;
  let lead: Caller;
  let patientId: string;
  let today: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [coordinator, nurse, physio, secretary, lead] = [await clinic.caller('coordinator'), await clinic.caller('nurse'), await clinic.caller('physiotherapist'), await clinic.caller('secretary'), await clinic.caller('programme-lead')];
    today = clinic.ports.clock.now().slice(0, 10);
    patientId = await addPatient(clinic, coordinator, 'Urgence');
  }, 60_000);
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  test('noted, corrected, taken back with a reason; the history and the trail say so', async () => {
    const { acuteEvents } = clinic.services;
    const [eventId, mistakeId] = [clinic.ports.newId(), clinic.ports.newId()];
    const told = { ...visit, eventId, patientId, happenedOn: addDays(today, -3) };
    expect(await acuteEvents.save(physio, { ...told, expectedVersion: null })).toEqual({ version: 1 });
    expect(await acuteEvents.save(physio, { ...told, expectedVersion: null })).toEqual({ version: 1 });
    // Another of those who write their own notes does not change it; whoever writes for the clinic does.
    const other = await clinic.caller('occupational-therapist');
    await expect(acuteEvents.save(other, { ...told, expectedVersion: 1, reason: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(acuteEvents.withdraw(other, { eventId, expectedVersion: 1, reason: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(acuteEvents.save(secretary, { ...told, eventId: mistakeId, expectedVersion: null })).rejects.toMatchObject({ code: 'RESTRICTED' });
    expect(await acuteEvents.save(nurse, { ...told, expectedVersion: 1, grade: 3 })).toEqual({ version: 2 });
    await expect(acuteEvents.save(nurse, { ...told, expectedVersion: 1, grade: 4 })).rejects.toMatchObject({ code: 'STALE' });
    await expect(acuteEvents.save(nurse, { ...told, expectedVersion: 2, happenedOn: addDays(today, 2) })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'happenedOn', code: 'TO_COME' }] } });
    await acuteEvents.save(nurse, { ...told, eventId: mistakeId, expectedVersion: null, kind: 'admission' });
    await acuteEvents.withdraw(nurse, { eventId: mistakeId, expectedVersion: 1, reason: 'Autre personne' });
    await expect(acuteEvents.withdraw(nurse, { eventId: mistakeId, expectedVersion: 2, reason: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { events } = await acuteEvents.ofPatient(nurse, { patientId });
    expect(events).toMatchObject([{ id: eventId, version: 2, kind: 'emergency', organ: 'bowel', grade: 3, notedBy: physio.displayName, mayChange: true }]);
    expect(events).toHaveLength(1);
    const { changes } = await clinic.services.patientEdits.history(nurse, { patientId, after: null, limit: 100 });
    const own = changes.filter(({ entity }) => entity === 'acute_event').toReversed();
    expect(own.map(({ origin, reason }) => [origin, reason])).toEqual([['created', null], ['edit', null], ['created', null], ['edit', 'Autre personne']]);
    expect(own[1]?.changes).toEqual([{ field: 'acuteGrade:emergency', from: 2, to: 3 }]);
    expect(own[3]?.changes).toEqual([{ field: 'acuteEvent', from: 'admission', to: null }]);
    const trail = await clinic.store.database.db.selectFrom('audit_event').select('action').where('entity', '=', 'acute-event').orderBy('seq').execute();
    expect(trail.map(({ action }) => action)).toEqual(['acute-event.noted', 'acute-event.corrected', 'acute-event.noted', 'acute-event.withdrawn']);
  });

  test('leave as FHIR Encounter that validators take, and as a table; one taken back stays', async () => {
    const resources = [...(await exportedFiles(clinic, coordinator, { patientId, format: 'fhir-ndjson', contents: ['clinical'] })).values()].flatMap((text) => text.trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { resourceType: string; id: string }));
    const found = resources.filter(({ resourceType }) => resourceType === 'Encounter');
    expect(found).toMatchObject([{ status: 'finished', class: { code: 'EMER' }, period: { start: addDays(today, -3), end: addDays(today, -3) }, reasonCode: [{ text: 'Diarrhée' }], serviceProvider: { display: 'Hôpital Édouard-Herriot' }, subject: { reference: `Patient/${patientId}` } }]);
    expect(danglingIn(resources)).toEqual([]);
    const validators = fhirValidators();
    for (const one of found) expect({ ...Object.fromEntries(Object.entries(validators).map(([name, judge]) => [name, judge(one)])), own: wrongIn(one) }, one.id).toEqual({ medplum: [], ajv: [], fhir: [], own: [] });
    const table = (await exportedFiles(clinic, coordinator, { patientId, format: 'csv', contents: ['clinical'] })).get('urgences-et-hospitalisations.csv');
    expect(table).toContain('Diarrhée');
  });

  test('counted by the programme for those on a pathway, in a hundred months of one person', async () => {
    const { acuteEvents, pathwayFigures } = clinic.services;
    const note = (id: string, on: string, kind: 'emergency' | 'admission', related: 'yes' | 'no') => acuteEvents.save(nurse, { ...visit, eventId: clinic.ports.newId(), patientId: id, expectedVersion: null, happenedOn: on, kind, related, organ: null, grade: null });
    for (let index = 0; index < 5; index += 1) {
      const id = await addPatient(clinic, coordinator, `Suivie${index}`);
      await enrolAtHome({ services: clinic.services, newId: clinic.ports.newId, coordinator }, id, { includedOn: addDays(today, -73), advancedOn: null, schedule: 'nivolumab-480' });
      await note(id, addDays(today, -10), 'emergency', 'no');
      await note(id, addDays(today, -10), 'emergency', 'yes');
      // Before the inclusion: not of the pathway.
      await note(id, addDays(today, -80), 'emergency', 'yes');
      if (index < 2) await note(id, today, 'admission', 'yes');
    }
    const { acute } = await pathwayFigures.pathway(lead, { code: 'home-immunotherapy' });
    // 5 × 73 days are 12 months.
    expect(acute).toEqual({ people: 5, months: 12, kinds: [{ kind: 'emergency', count: 10, related: 5, per100Months: 83.4 }, { kind: 'admission', count: null, related: null, per100Months: null }] });
  });
});
