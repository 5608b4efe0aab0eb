import fc from 'fast-check';
import { identifierSystems } from '#contract/values.ts';
import { addDays } from '../../appointments/wall-time.ts';
import { sortKey } from '../../patients/patient-name.ts';
import type { TestClinic } from '../../testing/test-clinic.ts';

/** People with everything by which somebody could be found, everywhere a record can hold it, and data an extract holds. */

export interface StudyPerson {
  readonly id: string;
  /** Texts that must be nowhere in an extract: name, numbers, ways to reach, free words, ids of rows, birth. */
  readonly identifying: readonly string[];
  /** True days of the diagnosis, the treatment's start and end, the event, the result. */
  readonly days: { readonly onset: string; readonly started: string; readonly ended: string; readonly event: string; readonly taken: string };
}

const drawn = fc.record({
  sex: fc.constantFrom('F', 'F', 'F', 'M', 'M', 'X', 'unknown'),
  region: fc.constantFrom('06', '06', '06', '13', '13', '16', '17', null),
  born: fc.integer({ min: 1925, max: 2004 }),
  code: fc.constantFrom('M05.9', 'M05.9', 'M05.9', 'M06.0', 'M05.1', 'M05.3', 'M45', 'Z99.9', null),
  atc: fc.constantFrom('L04AX03', 'L04AX03', 'P01BA02', 'L04AB02', 'L04AB04', 'L04AB05'),
  gaps: fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 800 }), fc.integer({ min: 0, max: 90 })),
  loinc: fc.constantFrom('1988-5', '1988-5', '30341-2', '99999-9'),
});

/** Puts them on file; the same for the same seed, but for ids. */
export async function enterStudyPeople(clinic: TestClinic, count: number, seed = 7): Promise<readonly StudyPerson[]> {
  const people = fc.sample(drawn, { numRuns: count, seed });
  const { ports } = clinic;
  const now = ports.clock.now();
  const source = { other_codings: null, source_system: 'urn:hopital', source_id: null, source_hash: null, import_id: null, created_at: now, updated_at: now } as const;
  const made: StudyPerson[] = [];
  await clinic.store.unitOfWork.write(async (db) => {
    for (const [index, { sex, region, born, code, atc, gaps, loinc }] of people.entries()) {
      const [id, conditionId, lineId, eventId, resultId] = [ports.newId(), ports.newId(), ports.newId(), ports.newId(), ports.newId()];
      const tag = `Zq${index}w`;
      const words = { family: `Nom${tag}`, given: `Prenom${tag}`, phone: `514 700-${String(1000 + index)}`, email: `${tag}@exemple.test`, address: `${index} rue ${tag}`, city: `Ville${tag}`, postal: `J${index % 10}Z 9${tag}`, nam: `NOMP${String(50_000_000 + index)}`, file: `D${tag}`, free: `Mots libres ${tag}` };
      const birthDate = `${born}-0${(index % 9) + 1}-1${index % 10}`;
      const onset = addDays('2015-06-01', gaps[0]);
      const started = addDays(onset, 30 + (index % 5));
      const ended = addDays(started, gaps[1]);
      const event = addDays(started, Math.min(gaps[2], gaps[1]));
      const taken = addDays(ended, 3);
      await db.insertInto('patient').values({
        id, family_name: words.family, given_name: words.given, birth_family_name: `Fille${tag}`, prefix: null, sort_key: sortKey(words.family, words.given), birth_date: birthDate, administrative_sex: sex, gender: null, language: 'fr',
        phone: words.phone, email: words.email, address_line: words.address, city: words.city, postal_code: words.postal, region_code: region, country: 'CA', deceased_on: null, marital_status: null,
        source_system: 'urn:hopital', source_id: `Patient/${tag}`, source_hash: null, import_id: null, created_at: now, updated_at: now,
      }).execute();
      await db.insertInto('patient_identifier').values([
        { id: ports.newId(), patient_id: id, system: identifierSystems.nam, value: words.nam, use: null, valid_from: null }, { id: ports.newId(), patient_id: id, system: identifierSystems.file, value: words.file, use: null, valid_from: null },
      ]).execute();
      await db.insertInto('condition').values({
        id: conditionId, patient_id: id, ...source, code_system: code === null ? null : 'http://hl7.org/fhir/sid/icd-10', code, text: `Diagnostic de ${words.family}, ${words.free}`, clinical_status: 'active', verification_status: 'confirmed',
        category: 'problem-list-item', onset_on: onset, ended_on: null, recorded_on: '2016-01-01', rheumatoid_factor: index % 2 === 0 ? 'positive' : null,
      }).execute();
      await db.insertInto('medication').values({
        id: lineId, patient_id: id, ...source, code_system: 'http://www.whocc.no/atc', code: atc, text: `Médicament de ${words.family}`, kind: 'statement', status: 'stopped', intent: null, authored_on: started, started_on: started, ended_on: ended,
        dosage: JSON.stringify([{ text: words.free }]), reason_text: words.free, practitioner_id: null, stop_reason: index === 0 ? 'pregnancy' : 'adverse-event', stop_note: words.free,
      }).execute();
      await db.insertInto('treatment_event').values({ id: eventId, medication_id: lineId, happened_on: event, term: words.free, grade: index === 1 ? 5 : 2, serious: 0, outcome: index === 1 ? 'fatal' : 'recovered', note: words.free, recorded_at: now, recorded_by: 'x' }).execute();
      await db.insertInto('observation').values({
        id: resultId, patient_id: id, ...source, code_system: 'http://loinc.org', code: loinc, text: `Analyse de ${words.family}`, status: 'final', category: 'laboratory', effective_at: `${taken}T14:00:00.000Z`, issued_at: null,
        value_kind: 'quantity', value_number: index + 0.5, value_unit: index === 2 ? words.free : 'mg/L', value_unit_code: index === 2 ? null : 'mg/L', value_code_system: null, value_code: null, value_text: null, interpretation: words.free, reference_low: null, reference_high: null,
      }).execute();
      made.push({ id, identifying: [...Object.values(words), tag, birthDate, id, conditionId, lineId, eventId, resultId], days: { onset, started, ended, event, taken } });
    }
  });
  return made;
}
