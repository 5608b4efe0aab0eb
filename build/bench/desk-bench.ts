import type Database from 'better-sqlite3';
import { professionalHours } from '../../main/appointments/calendar-repository.ts';
import { searchSlots } from '../../main/appointments/slot-search.ts';
import type { ReadExecutor } from '../../main/platform/database/schema.ts';
import { openBare } from './bench-clinic.ts';
import type { Measurement } from './bench-report.ts';
import { openDemonstrationClinic } from './demonstration-clinic.ts';
import { floorOf } from './floor.ts';
import { race } from './measure.ts';

const people = 2000;
const rounds = 100;
const reference = 'floor: the statements alone';

/** A day at the desk: opening a record, looking for a free slot, in a demonstration clinic of two thousand people. */
export async function benchDesk(): Promise<readonly Measurement[]> {
  const clinic = await openDemonstrationClinic(people, 'g.lachance');
  const { services, caller, store } = clinic;
  const bare = openBare(clinic);
  const prepared = new Map<string, Database.Statement>();
  const { db } = store.database;
  const patients = (await services.registry.list(caller, { text: '', after: null, limit: 200 })).rows.map(({ id }) => id);
  const patientAt = (round: number): string => patients[round % patients.length] ?? '';

  const recordTables = ['patient', 'patient_identifier', 'allergy', 'condition', 'medication', 'observation', 'referral', 'appointment'] as const;
  const columnOf = (table: string): string => (table === 'patient' ? 'id' : 'patient_id');
  const bareRecord = recordTables.map((table) => bare.prepare(`select * from "${table}" where ${columnOf(table)} = ?`));
  const record = await race(
    [
      { name: 'floor: all rows of the person', run: (round) => bareRecord.forEach((statement) => statement.all(patientAt(round))) },
      { name: 'Relais, whole operation', run: (round) => services.patients.open(caller, { patientId: patientAt(round) }) },
    ],
    rounds,
  );

  // Whoever is told about by hand has ten years; the floor reads the same tables whole.
  const courseTables = ['assessment', 'condition', 'medication', 'observation', 'appointment'] as const;
  const bareCourse = [
    ...courseTables.map((table) => bare.prepare(`select * from "${table}" where patient_id = ?`)),
    bare.prepare('select t.* from assessment a join assessment_text t on t.assessment_id = a.id where a.patient_id = ?'),
    bare.prepare('select s.* from assessment a join assessment_text t on t.assessment_id = a.id join assessment_score s on s.text_id = t.id where a.patient_id = ?'),
  ];
  const longest = await db.selectFrom('assessment').select('patient_id').groupBy('patient_id').orderBy((eb) => eb.fn.countAll(), 'desc').limit(20).execute();
  const courseAt = (round: number): string => longest[round % longest.length]?.patient_id ?? '';
  const course = await race(
    [
      { name: 'floor: all rows of the person', run: (round) => bareCourse.forEach((statement) => statement.all(courseAt(round))) },
      { name: 'Relais, opening the record of the same person', run: (round) => services.patients.open(caller, { patientId: courseAt(round) }) },
      { name: 'Relais, whole operation', run: (round) => services.timeline.open(caller, { patientId: courseAt(round) }) },
    ],
    rounds,
  );

  const today = clinic.services.dependencies.ports.clock.now().slice(0, 10);
  const search = async (executor: ReadExecutor): Promise<unknown> =>
    searchSlots(executor, await professionalHours(executor, { practitionerId: null, role: 'rheumatologist' }), {
      zone: clinic.summary.timeZone, from: today, days: 60, modality: 'IN_PERSON', minutes: null, now: clinic.services.dependencies.ports.clock.now(), patientId: patients[0] ?? null, limit: 60,
    });
  const floor = await floorOf(bare, db, search, prepared);
  const slots = await race(
    [
      { name: reference, run: floor },
      { name: 'Relais, repository and rules', run: () => store.unitOfWork.read(search) },
      {
        name: 'Relais, whole operation',
        run: () => services.appointments.freeSlots(caller, { referralId: null, patientId: patients[0] ?? null, practitionerId: null, role: 'rheumatologist', modality: 'IN_PERSON', minutes: null, from: today, days: 60, limit: 60 }),
      },
    ],
    rounds,
  );
  bare.close();
  await clinic.close();
  return [
    { job: 'Opening a record', size: people, reference: 'floor: all rows of the person', timings: record, note: 'The operation also writes the reading into the chained audit trail, on the disk, before it answers.' },
    { job: 'Ten years of a person on one screen', size: people, reference: 'floor: all rows of the person', timings: course, note: 'Audited as a reading, like opening the record.' },
    { job: 'Free slots, 60 days of the rheumatologists', size: people, reference, timings: slots },
  ];
}
