import { identifierSystems } from '#contract/values.ts';
import cast from '../../main/clinics/demonstration/cast.json' with { type: 'json' };
import { seededPatients } from '../../main/clinics/demonstration/seeded-patients.ts';
import { seededIds, seededRandom } from '../../main/clinics/demonstration/random.ts';
import type { NewPatient } from '../../main/patients/patient-repository.ts';

const chunkSize = 5000;
const today = '2026-11-16';
const epoch = Date.parse('2020-01-06T13:00:00.000Z');

/** As many fictional people as asked for, the same each time, some thousands at a time. */
export function* population(size: number, seed = 1): Generator<readonly NewPatient[]> {
  for (let made = 0; made < size; made += chunkSize) {
    const random = seededRandom(seed * 1000 + made / chunkSize + 7);
    let moment = epoch + made * 1000;
    const newId = seededIds(random.for('ids'), () => (moment += 1000));
    // Those of the cast come first in every draw; they are left out here.
    const people = seededPatients(chunkSize + cast.length, random, { today, newId }).slice(cast.length, cast.length + Math.min(chunkSize, size - made));
    yield people.map(({ patient }, index) => ({ ...patient, identifiers: patient.identifiers.map((one) => (one.system === identifierSystems.file ? { ...one, value: `B${seed}-${String(made + index).padStart(7, '0')}` } : one)) }));
  }
}

/** What somebody would type to find these people: a beginning of a name, two words, an insurance number. */
export function typedSearches(people: readonly NewPatient[]): { readonly prefix: readonly string[]; readonly words: readonly string[]; readonly numbers: readonly string[]; readonly slips: readonly string[] } {
  return {
    prefix: people.map(({ familyName }, index) => familyName.slice(0, 2 + (index % 4))),
    words: people.map(({ familyName, givenName }, index) => (index % 2 === 0 ? `${givenName} ${familyName.slice(0, 4)}` : `${familyName} ${givenName.slice(0, 3)}`)),
    // Two neighbours exchanged in the family name, with the given name as it is.
    slips: people.filter(({ familyName }) => familyName.length > 4).map(({ familyName, givenName }) => `${familyName.slice(0, 2)}${familyName[3] ?? ''}${familyName[2] ?? ''}${familyName.slice(4)} ${givenName}`),
    numbers: people.flatMap(({ identifiers }) => identifiers.filter(({ system }) => system === identifierSystems.nam).map(({ value }) => value)),
  };
}
