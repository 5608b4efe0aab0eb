import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { addPatient, officeHours } from './testing/booking-fixtures.ts';

const people = 3;
const professionals = 2;
/** A small morning, so that hands meet: quarter hours from 8 h on. */
const quarters = 8;

const which = fc.nat({ max: 7 });
const time = { who: fc.nat({ max: professionals - 1 }), quarter: fc.nat({ max: quarters - 1 }), minutes: fc.constantFrom(15, 30, 45) };
const command = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('book' as const), patient: fc.nat({ max: people - 1 }), type: fc.constantFrom('none' as const, 'scan' as const, 'room' as const), over: fc.boolean(), ...time }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('move' as const), visit: which, ...time }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('cancel' as const, 'undoBooking' as const), visit: which }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('undoStep' as const, 'restore' as const), visit: which }) },
);

describe.each(engines)('no two live visits overlap on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  const calendars: string[] = [];
  const types = { none: null, scan: `clinic-${newId()}`, room: `clinic-${newId()}` };
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    for (const role of ['rheumatologist', 'nurse'] as const) {
      const practitionerId = (await clinic.caller(role)).practitionerId ?? '';
      calendars.push(practitionerId);
      await clinic.services.people.setWeeklyHours(secretary, { practitionerId, openings: officeHours(), slotMinutes: 15, expectedVersion: 0, undoes: false });
    }
  });
  beforeAll(async () => {
    // One ultrasound and one room for two professionals: they meet at them too.
    const administrator = await clinic.caller('administrator');
    for (const kind of ['ultrasound', 'room'] as const) await clinic.services.resources.save(administrator, { resourceId: newId(), expectedVersion: 0, siteId: null, kind, name: kind });
    const plain = { expectedVersion: 0, minutes: null, roles: [], classes: [], modalities: [] };
    await clinic.services.visitTypes.save(administrator, { ...plain, code: types.scan ?? '', label: { fr: 'Échographie', en: 'Scan' }, bufferBefore: 0, bufferAfter: 15, needsRoom: false, equipment: 'ultrasound' });
    await clinic.services.visitTypes.save(administrator, { ...plain, code: types.room ?? '', label: { fr: 'Infiltration', en: 'Injection' }, bufferBefore: 15, bufferAfter: 0, needsRoom: true, equipment: null });
  });
  afterAll(() => clinic.close());

  const used = () => clinic.store.unitOfWork.read((db) => db.selectFrom('appointment_resource').selectAll().where('live', '=', 1).orderBy('id').execute());
  const refusals = new Set(['SLOT_TAKEN', 'ILLEGAL_STATE']);
  const rows = () => clinic.store.unitOfWork.read((db) => db.selectFrom('appointment').selectAll().orderBy('id').execute());

  let run = 0;
  test('whatever is booked, moved, called off, taken back and put back; what is refused changes nothing', async () => {
    const met = { done: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 12, maxLength: 30 }), async (commands) => {
        // Every run in a week of its own: the visits of the one before do not stand in the way.
        const monday = Date.parse('2026-11-23T13:00:00.000Z') + run * 7 * 86_400_000;
        run += 1;
        const patients = await Promise.all(Array.from({ length: people }, () => addPatient(clinic.store)));
        const visits: string[] = [];
        for (const one of commands) {
          const before = await rows();
          try {
            await execute(one, { monday, patients, visits });
            met.done += 1;
          } catch (error) {
            if (!refusals.has(String((error as { code?: unknown }).code))) throw error;
            met.refused += 1;
            expect(await rows()).toEqual(before);
          }
          expect(overlapping((await rows()).filter((row) => row.live === 1))).toEqual([]);
          expect(sharing(await used(), await rows())).toEqual([]);
        }
      }),
      { numRuns: 8, seed: 20261122 },
    );
    // Both ways were really taken.
    expect(Math.min(met.done, met.refused)).toBeGreaterThan(20);
  });

  async function execute(one: typeof command extends fc.Arbitrary<infer C> ? C : never, { monday, patients, visits }: { monday: number; patients: readonly string[]; visits: string[] }) {
    const startsAt = 'quarter' in one ? new Date(monday + one.quarter * 15 * 60_000).toISOString() : '';
    if (one.kind === 'book') {
      const appointmentId = newId();
      await clinic.services.booking.book(secretary, {
        appointmentId, patientId: patients[one.patient] ?? '', referralId: null, practitionerId: calendars[one.who] ?? '', startsAt, minutes: one.minutes, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null, purpose: types[one.type],
        despite: { away: null, overbook: one.over ? 'Pressé' : null },
      });
      visits.push(appointmentId);
      return;
    }
    const appointmentId = visits[one.visit % Math.max(visits.length, 1)];
    if (appointmentId === undefined) return;
    const { version: expectedVersion } = await clinic.services.appointments.open(secretary, { appointmentId });
    const seen = { appointmentId, expectedVersion };
    if (one.kind === 'move') await clinic.services.visitLife.move(secretary, { ...seen, practitionerId: calendars[one.who] ?? '', startsAt, minutes: one.minutes });
    else if (one.kind === 'cancel') await clinic.services.visitLife.cancel(secretary, { ...seen, party: 'patient', cause: 'ill', note: null, request: 'waits' });
    else await clinic.services.visitUndo[one.kind](secretary, seen);
  }
});

interface Row {
  readonly id: string;
  readonly professional_id: string;
  readonly patient_id: string;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly busy_from: string | null;
  readonly busy_until: string | null;
  readonly overbooked: number;
  readonly live: number;
}

interface Use {
  readonly appointment_id: string;
  readonly resource_id: string;
  readonly starts_at: string;
  readonly ends_at: string;
}

/** Uses of one room or equipment that share some time, and uses of visits that no longer stand. */
function sharing(uses: readonly Use[], visits: readonly Row[]): string[] {
  const meet = (one: Use, other: Use): boolean => one.resource_id === other.resource_id && Date.parse(one.starts_at) < Date.parse(other.ends_at) && Date.parse(other.starts_at) < Date.parse(one.ends_at);
  const orphans = uses.filter((use) => !visits.some(({ id, live }) => id === use.appointment_id && live === 1)).map(({ appointment_id: id }) => id);
  return [...orphans, ...uses.flatMap((one, index) => uses.slice(index + 1).filter((other) => meet(one, other)).map((other) => `${one.appointment_id} ${other.appointment_id}`))];
}

/** Pairs that share a patient, or a professional (with what they do around a visit, and neither over the other on purpose), and some time; written apart from the program's own query. */
function overlapping(live: readonly Row[]): string[] {
  return live.flatMap((one, index) =>
    live
      .slice(index + 1)
      .filter((other) => {
        const meet = (a: readonly [string, string], b: readonly [string, string]): boolean => Date.parse(a[0]) < Date.parse(b[1]) && Date.parse(b[0]) < Date.parse(a[1]);
        const busy = (row: Row): readonly [string, string] => [row.busy_from ?? row.starts_at, row.busy_until ?? row.ends_at];
        const samePatient = one.patient_id === other.patient_id && meet([one.starts_at, one.ends_at], [other.starts_at, other.ends_at]);
        return samePatient || (one.professional_id === other.professional_id && one.overbooked === 0 && other.overbooked === 0 && meet(busy(one), busy(other)));
      })
      .map((other) => `${one.id} ${other.id}`),
  );
}
