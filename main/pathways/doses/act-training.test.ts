import { call } from '@orpc/server';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../appointments/wall-time.ts';
import type { CallContext } from '../../call-context.ts';
import { newId } from '../../platform/ids.ts';
import { createRouter } from '../../router.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { answersWith, dosedPatient, goodAdministration, goodDay, noSymptoms } from './testing/dosed-patient.ts';

const today = '2026-11-16';
/** What the act asks for: hours of each kind. */
const asked = { 'therapeutic-education': 40, immunotherapy: 4 } as const;

describe.each(engines)('a dose is given by whoever is trained for the act, on %s', (engine) => {
  let clinic: TestClinic;
  let coordinator: Caller;
  /** Named by the definition as one who gives it; reads every record. */
  let nurse: Caller;
  let doseId: string;
  const router = createRouter();
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    coordinator = await clinic.caller('coordinator');
    nurse = await clinic.caller('nurse');
    const dosed = await dosedPatient(clinic, 'Formation');
    doseId = dosed.doseId;
    const { administrations, toxicityCalls } = clinic.services;
    await toxicityCalls.record(coordinator, { callId: newId(), enrolmentId: dosed.enrolmentId, doseId, answers: noSymptoms, words: '' });
    // One who holds every role the items are for: what is proved here is the training.
    const everybody: Caller = { ...nurse, roles: ['nurse', 'community-nurse', 'coordinator', 'oncologist', 'pharmacist'] };
    for (const [item, facts] of Object.entries(goodDay)) await administrations.answer(everybody, { doseId, item, answers: answersWith(facts, today), words: '' });
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  type Part = Partial<ReturnType<typeof goodAdministration>>;
  const input = (part: Part) => ({ doseId, expectedVersion: 1, administrationId: newId(), ...goodAdministration(today), ...part });
  /** Every way to record a dose given at home. */
  const ways: Readonly<Record<string, (who: Caller, part: Part) => Promise<unknown>>> = {
    service: (who, part) => clinic.services.administrations.record(who, input(part)),
    operation: (who, part) => {
      const context: CallContext = { session: { caller: who }, sessions: {} as CallContext['sessions'], accounts: {} as CallContext['accounts'], clinic: () => clinic, ports: clinic.ports };
      return call(router.doses.record, input(part), { context, path: ['doses', 'record'] });
    },
  };
  /** Past the guard, the lot is refused: nothing is recorded while the guard is tried. */
  const expired: Part = { expiresOn: addDays(today, -1) };
  const kept = () => clinic.store.unitOfWork.read((db) => db.selectFrom('dose_administration').select('id').execute());
  const noted = async () => (await clinic.services.credentials.ofPerson({ practitionerId: nurse.practitionerId ?? '' })).attestations.filter(({ withdrawn }) => withdrawn === null);
  const clear = async (): Promise<void> => {
    for (const { id, version } of await noted()) await clinic.services.credentials.withdraw(coordinator, { credentialId: id, expectedVersion: version, reason: 'Essai' });
  };
  const add = (line: { kind: string; hours: number; obtainedOn: string; expiresOn: string | null }) => clinic.services.credentials.add(coordinator, { credentialId: newId(), practitionerId: nurse.practitionerId ?? '', issuer: 'Réseau', ...line });

  test('whoever lacks training is told so before, and is not offered the record', async () => {
    expect(await clinic.services.doses.open(nurse, { doseId })).toMatchObject({
      result: 'go', moves: ['move', 'cancel'], lacking: { act: { fr: 'Perfusion d’immunothérapie à domicile' }, person: 'Essai nurse', lacks: [{ standing: 'none' }, { standing: 'none' }] },
    });
    // Nobody asks a coordinator to give it: nothing is lacking that they would need.
    expect(await clinic.services.doses.open(coordinator, { doseId })).toMatchObject({ lacking: null, moves: ['move', 'cancel'] });
    // Nobody known is nobody trained.
    await expect(ways['service']?.({ ...nurse, practitionerId: null }, {})).rejects.toMatchObject({ code: 'NOT_TRAINED', data: { person: null } });
  });

  test('property: by no path, whatever was noted of whom', async () => {
    const line = fc.record({
      kind: fc.constantFrom('therapeutic-education', 'immunotherapy'), hours: fc.constantFrom(2, 4, 20, 40), obtainedOn: fc.constantFrom('2023-11-15', '2024-05-01', '2026-11-16'), expiresOn: fc.constantFrom(null, '2026-11-15', '2026-11-16'),
      // A line ends with its kind (36 months) at the latest, and not before it begins.
    }).filter(({ obtainedOn, expiresOn }) => expiresOn === null || (expiresOn >= obtainedOn && (obtainedOn !== '2023-11-15' || expiresOn === '2026-11-15')));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 5 }), async (lines) => {
        await clear();
        for (const one of lines) await add(one);
        const counting = (await noted()).filter(({ obtainedOn, expiresOn }) => obtainedOn <= today && (expiresOn === null || expiresOn >= today));
        const isTrained = Object.entries(asked).every(([kind, hours]) => counting.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.hours, 0) >= hours);
        for (const way of Object.values(ways)) await expect(way(nurse, expired)).rejects.toMatchObject({ code: isTrained ? 'INVALID' : 'NOT_TRAINED' });
        const { lacking, moves } = await clinic.services.doses.open(nurse, { doseId });
        expect([lacking === null, moves.includes('record')]).toEqual([isTrained, isTrained]);
        expect(await kept()).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  test('the day it is given counts: trained that day it is recorded, by its own operation', async () => {
    await clear();
    await add({ kind: 'therapeutic-education', hours: 40, obtainedOn: '2024-01-01', expiresOn: null });
    await add({ kind: 'immunotherapy', hours: 4, obtainedOn: '2024-01-01', expiresOn: '2026-11-15' });
    await expect(ways['operation']?.(nurse, {})).rejects.toMatchObject({ code: 'NOT_TRAINED', data: { lacks: [{ standing: 'expired' }] } });
    // Written down as of a day they were still trained: it is refused for its day.
    await expect(ways['operation']?.(nurse, { givenOn: '2026-11-15' })).rejects.toMatchObject({ code: 'INVALID' });
    await add({ kind: 'immunotherapy', hours: 4, obtainedOn: today, expiresOn: null });
    await expect(ways['operation']?.(nurse, {})).resolves.toMatchObject({ version: 2 });
    expect(await kept()).toHaveLength(1);
  });
});
