import { type AdministrativeSex, identifierSystems } from '#contract/values.ts';
import { foldText } from '../../patients/patient-name.ts';
import type { NewPatient } from '../../patients/patient-repository.ts';
import { expectedNamStart, namCheckDigit } from '../../patients/nam-rules.ts';
import cast from './cast.json' with { type: 'json' };
import { allergies, type ClinicalProfile, type DrugKey, otherProblems, profiles } from './clinical-profiles.ts';
import duplicates from './duplicates.json' with { type: 'json' };
import names from './names.json' with { type: 'json' };
import places from './places.json' with { type: 'json' };
import type { SeededRandom } from './random.ts';
import { toldDays } from './regimens.ts';

/** A fictional person and what their record will hold. */
export interface SeededPatient {
  readonly patient: NewPatient;
  /** Name in the cast, for those the referrals tell about. */
  readonly key: string | null;
  readonly age: number;
  /** One of those a grown demonstration adds whom nobody has seen yet: a request brought them. */
  readonly isNewcomer: boolean;
  /** Null for somebody the clinic does not follow yet. */
  readonly profile: ClinicalProfile | null;
  readonly drugs: readonly DrugKey[];
  readonly others: readonly (typeof otherProblems)[number][];
  readonly allergies: readonly (typeof allergies)[number][];
  readonly active: boolean;
  /** Zone of the place they live in. */
  readonly zone: string;
  /** Days since the record was opened. */
  readonly knownForDays: number;
}

/** Somebody whose name and story are written by hand. */
interface CastMember {
  readonly key: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly sex: string;
  readonly birthDate: string;
  readonly region: string;
  readonly profile: string | null;
  readonly drugs?: readonly string[];
  readonly allergy?: string;
  readonly mobility?: string;
  readonly tele?: string;
}

/** Somebody entered a second time, by the place in the list that record takes: never without the first, who comes before. */
interface PlantedDuplicate {
  readonly index: number;
  readonly of: string;
  readonly familyName?: string;
  readonly givenName?: string;
  readonly birthFamilyName?: string;
  readonly birthDate?: string;
  readonly samePhone?: boolean;
}

/** The people before this place make the small demonstration; among those after it, some are newcomers. */
const smallSize = 200;
const newcomers = 0.11;

/** Made up once for each name and birth date; the check digit is right. */
const sequences = '123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The people of a demonstration: those of the cast first, then as many as asked for. Nobody depends on how many there are. */
export function seededPatients(count: number, random: SeededRandom, { today, newId }: { today: string; newId: () => string }): readonly SeededPatient[] {
  const taken = new Set<string>();
  const people: SeededPatient[] = [];
  for (let index = 0; index < count; index += 1) {
    const member: CastMember | undefined = cast[index];
    const draw = random.for(`patient ${index}`);
    const person = member ? fromCast(member, index, draw, { today, newId, taken }) : drawn(index, draw, { today, newId, taken });
    const planted: PlantedDuplicate | undefined = duplicates.find((one) => one.index === index);
    const original = planted && people.find(({ key }) => key === planted.of);
    people.push(planted && original ? enteredAgain(planted, original, person) : index >= smallSize && draw.for('newcomer').chance(newcomers) ? asNewcomer(person, draw.for('request')) : person);
  }
  return people;
}

/** Somebody a request brought in the last half year. */
function asNewcomer(person: SeededPatient, draw: SeededRandom): SeededPatient {
  return { ...person, isNewcomer: true, profile: null, drugs: [], active: false, knownForDays: draw.whole(0, 180) };
}

/** A hurried second record of somebody: without insurance number and history, and not quite as the first was written. */
function enteredAgain({ familyName, givenName, birthFamilyName, birthDate, samePhone }: PlantedDuplicate, { patient, age, zone }: SeededPatient, again: SeededPatient): SeededPatient {
  return {
    ...again,
    age, zone, profile: null, drugs: [], others: [], allergies: [], active: false, knownForDays: 12,
    patient: {
      ...again.patient,
      familyName: familyName ?? patient.familyName,
      givenName: givenName ?? patient.givenName,
      birthFamilyName: birthFamilyName ?? null,
      birthDate: birthDate ?? patient.birthDate,
      administrativeSex: patient.administrativeSex,
      language: patient.language ?? null,
      phone: samePhone ? (patient.phone ?? null) : (again.patient.phone ?? null),
      email: null, addressLine: null, city: patient.city ?? null, postalCode: null, regionCode: patient.regionCode ?? null,
      mobility: 'unknown', teleSuitability: 'unknown',
      identifiers: again.patient.identifiers.filter(({ system }) => system !== identifierSystems.nam),
    },
  };
}

interface Making {
  readonly today: string;
  readonly newId: () => string;
  readonly taken: Set<string>;
}

function fromCast(member: CastMember, index: number, draw: SeededRandom, making: Making): SeededPatient {
  const place = places.find(({ region }) => region === member.region) ?? draw.pick(places);
  const profile = profiles.find(({ key }) => key === member.profile) ?? null;
  const seeded = complete(
    { familyName: member.familyName, givenName: member.givenName, sex: member.sex === 'F' ? 'F' : 'M', birthDate: member.birthDate, place, profile },
    index, draw, making,
  );
  return {
    ...seeded,
    key: member.key,
    knownForDays: toldDays(member.key) ?? seeded.knownForDays,
    drugs: member.drugs ? (member.drugs as readonly DrugKey[]) : seeded.drugs,
    allergies: member.allergy ? allergies.filter(({ text }) => text === member.allergy) : seeded.allergies,
    patient: { ...seeded.patient, mobility: member.mobility ?? 'independent', teleSuitability: member.tele ?? 'yes' },
  };
}

function drawn(index: number, draw: SeededRandom, making: Making): SeededPatient {
  const profile = draw.weighted(profiles.map((one) => [one, one.weight] as const));
  const sex = draw.chance(profile.women) ? 'F' : 'M';
  const age = draw.whole(...profile.ages);
  const year = Number(making.today.slice(0, 4)) - age - 1;
  const birthDate = `${year}-${two(draw.whole(1, 12))}-${two(draw.whole(1, 28))}`;
  const cohorts = sex === 'F' ? names.female : names.male;
  const cohort = year < 1948 ? cohorts['1930'] : year < 1968 ? cohorts['1955'] : year < 1985 ? cohorts['1975'] : cohorts['1990'];
  const family = draw.pick(names.family);
  // A few younger people carry both parents' names.
  const familyName = year > 1976 && draw.chance(0.08) ? `${family}-${draw.pick(names.family)}` : family;
  return complete(
    { familyName, givenName: draw.pick(cohort), sex, birthDate, place: draw.weighted(places.map((one) => [one, one.weight] as const)), profile },
    index, draw, making,
  );
}

interface Identity {
  readonly familyName: string;
  readonly givenName: string;
  readonly sex: 'F' | 'M';
  readonly birthDate: string;
  readonly place: (typeof places)[number];
  readonly profile: ClinicalProfile | null;
}

function complete({ familyName, givenName, sex, birthDate, place, profile }: Identity, index: number, draw: SeededRandom, { today, newId, taken }: Making): SeededPatient {
  const age = ageOn(birthDate, today);
  const [city = '', prefix = ''] = draw.pick(place.towns);
  const nam = namOf({ familyName, givenName, birthDate, administrativeSex: sex }, taken);
  const old = age >= 75;
  const email = draw.chance(old ? 0.35 : 0.8) ? `${foldText(givenName).replaceAll(' ', '')}.${foldText(familyName).replaceAll(' ', '')}@exemple.test` : null;
  return {
    key: null,
    isNewcomer: false,
    age,
    profile,
    drugs: profile ? draw.pick(profile.treatments) : [],
    others: otherProblems.filter(({ fromAge, chance }) => draw.chance(chance) && age >= fromAge),
    allergies: draw.chance(0.22) ? [draw.weighted(allergies.map((one) => [one, one.weight] as const))] : [],
    active: draw.chance(0.3),
    zone: place.zone,
    knownForDays: profile ? draw.whole(60, 3200) : draw.whole(0, 40),
    patient: {
      id: newId(),
      familyName,
      givenName,
      birthDate,
      administrativeSex: sex,
      language: draw.chance(0.07) ? 'en' : 'fr',
      phone: `${place.areaCode} 555-01${two(draw.whole(0, 99))}`,
      email,
      addressLine: `${draw.whole(12, 9800)}, ${draw.pick(names.streets)}`,
      city,
      postalCode: `${prefix} ${draw.whole(1, 9)}${draw.pick([...'ABCEGHJKLMNPRSTVWXYZ'])}${draw.whole(1, 9)}`,
      regionCode: place.region,
      country: 'CA',
      mobility: draw.weighted([['independent', old ? 40 : 85], ['aid', old ? 40 : 10], ['wheelchair', 3], ['homebound', old ? 10 : 2]] as const),
      teleSuitability: draw.weighted([['yes', old ? 35 : 70], ['phone-only', old ? 40 : 15], ['no', old ? 15 : 3], ['unknown', 12]] as const),
      identifiers: [
        ...(nam === null ? [] : [{ system: identifierSystems.nam, value: nam }]),
        { system: identifierSystems.file, value: String(4000 + index * 7 + draw.whole(0, 6)).padStart(6, '0') },
      ],
    },
  };
}

/** A number whose check digit is right; null when the name gives no letters. */
function namOf(holder: { familyName: string; givenName: string; birthDate: string; administrativeSex: AdministrativeSex }, taken: Set<string>): string | null {
  const start = expectedNamStart(holder);
  if (start === null) return null;
  for (const sequence of sequences) {
    const digit = namCheckDigit(`${start}${sequence}`, Number(holder.birthDate.slice(0, 4)));
    const nam = `${start}${sequence}${digit}`;
    if (digit === null || taken.has(nam)) continue;
    taken.add(nam);
    return nam;
  }
  return null;
}

function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

const two = (value: number): string => String(value).padStart(2, '0');
