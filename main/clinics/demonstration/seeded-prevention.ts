import type { Inputs } from '#contract/index.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import { columnsOf } from '../../prevention/vaccination-lines.ts';
import type { SeededRandom } from './random.ts';
import type { SeededPatient } from './seeded-patients.ts';
import { seededDrugs } from './seeded-treatments.ts';
import type { Timeline } from './timeline.ts';

/** What people of the demonstration were vaccinated with, and what they said about research: much of it, with the gaps clinics have. */

type Said = Inputs['prevention']['saveVaccination'];
type Vaccination = Pick<Said, 'vaccine' | 'givenOn'> & Partial<Pick<Said, 'status' | 'reason' | 'doseNumber' | 'source'>>;

interface Making {
  readonly random: SeededRandom;
  readonly timeline: Timeline;
  readonly newId: () => string;
  /** Account of the nurse who wrote it down. */
  readonly userId: string;
}

const seasonsBack = [0, 1, 2] as const;
const lots = ['A', 'F', 'K', 'U', 'X'] as const;
const agents: ReadonlySet<string> = new Set(['adalimumab', 'etanercept', 'tocilizumab', 'abatacept', 'upadacitinib', 'tofacitinib', 'golimumab', 'rituximab', 'secukinumab', 'guselkumab', 'methotrexate', 'leflunomide', 'azathioprine', 'mycophenolate']);

/** Vaccinations of somebody, oldest first; nobody has one before today’s record of it could be made. */
function vaccinationsOf({ age, drugs }: SeededPatient, draw: SeededRandom, timeline: Timeline): readonly Vaccination[] {
  const year = Number(timeline.today.slice(0, 4));
  const isLowered = drugs.some((key) => agents.has(seededDrugs[key]?.ingredient ?? ''));
  const given: Vaccination[] = [];
  const add = (vaccine: string, givenOn: string, rest: Partial<Vaccination> = {}): void => {
    if (givenOn <= timeline.today) given.push({ vaccine, givenOn, ...rest });
  };
  const ago = (lowest: number, highest: number): string => timeline.day(-draw.whole(lowest, highest));
  // Some come every autumn, some now and then, a few never.
  const habit = draw.pick([0.95, 0.8, 0.5, 0.5, 0.1]);
  for (const back of seasonsBack) {
    const on = `${year - back}-${draw.pick(['10-12', '10-20', '10-27', '11-03', '11-10', '11-17', '11-24'])}`;
    const isGiven = draw.chance(habit);
    if (isGiven) add(age >= 65 ? 'influenza-high-dose' : 'influenza', on, { source: draw.pick(['registry', 'registry', 'given-here', 'recall']) });
    else if (back === 0 && draw.chance(0.2)) add('influenza', on, { status: 'not-done', reason: 'refused' });
  }
  if ((age >= 65 || isLowered) && draw.chance(0.5)) add('pneumococcal-20', ago(40, 900), { source: draw.pick(['given-here', 'registry']) });
  else if (age >= 60 && draw.chance(0.4)) add('pneumococcal-other', ago(1200, 3200), { source: 'booklet' });
  if ((age >= 50 || isLowered) && draw.chance(0.48)) {
    const first = draw.whole(20, 1300);
    add('zoster-recombinant', timeline.day(-first), { doseNumber: 1 });
    if (draw.chance(0.72) && first > 90) add('zoster-recombinant', timeline.day(-first + draw.whole(60, 85)), { doseNumber: 2 });
  } else if (age >= 50 && draw.chance(0.12)) add('zoster-recombinant', ago(10, 200), { status: 'not-done', reason: 'refused' });
  if (draw.chance(age < 45 ? 0.75 : 0.2)) {
    const start = age < 45 ? year - age + 9 : year - draw.whole(4, 18);
    // Known to the year from the booklet.
    for (const doseNumber of [1, 2, 3]) add('hepatitis-b', String(Math.min(year - 1, start)), { doseNumber, source: 'booklet' });
  }
  if (draw.chance(0.45)) add('tdap', ago(100, 5400), { source: 'booklet' });
  return given;
}

/** What somebody said about research: most were asked and agreed, some refused, one in thirty changed their mind. */
function consentsOf({ knownForDays }: SeededPatient, draw: SeededRandom): readonly { readonly decision: string; readonly daysAgo: number }[] {
  const daysAgo = draw.whole(20, Math.max(21, Math.min(knownForDays, 900)));
  const fate = draw.weighted([['granted', 58], ['refused', 9], ['withdrawn', 3], ['unasked', 30]] as const);
  if (fate === 'unasked' || knownForDays < 30) return [];
  return fate === 'withdrawn' ? [{ decision: 'granted', daysAgo }, { decision: 'withdrawn', daysAgo: Math.floor(daysAgo / 2) }] : [{ decision: fate, daysAgo }];
}

/** Writes what these people were vaccinated with and said about research, in a few statements. */
export async function writePrevention(db: WriteExecutor, people: readonly SeededPatient[], { random, timeline, newId, userId }: Making): Promise<void> {
  const followed = people.filter(({ profile }) => profile !== null);
  const vaccinations = followed.flatMap((person) => {
    const draw = random.for(`vaccinations ${person.patient.id}`);
    return vaccinationsOf(person, draw, timeline).map(({ vaccine, givenOn, status = 'completed', reason = null, doseNumber = null, source = 'registry' }) => ({
      id: newId(), patient_id: person.patient.id, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: timeline.present, updated_at: timeline.present, recorded_on: givenOn.length === 10 ? givenOn : timeline.today, recorded_by: userId,
      code_system: null, code: null, other_codings: null,
      ...columnsOf(
        {
          vaccinationId: '', patientId: '', expectedVersion: null, vaccine, text: '', status, reason, reasonNote: '', givenOn, lot: status === 'completed' && source === 'given-here' ? `${draw.pick(lots)}${draw.whole(1000, 9999)}` : '', expiresOn: null,
          site: status === 'completed' ? draw.pick(['LA', 'RA']) : null, route: status === 'completed' ? 'IM' : null, doseNumber, source, note: '', confirmed: false,
        },
        undefined, 'fr',
      ),
    }));
  });
  const consents = followed.flatMap((person) => {
    const draw = random.for(`research ${person.patient.id}`);
    return consentsOf(person, draw).map(({ decision, daysAgo }) => {
      const decided = timeline.day(-daysAgo);
      return {
        id: newId(), patient_id: person.patient.id, decision, decided_on: decided, way: draw.weighted([['written', 8], ['electronic', 3], ['verbal', 1]] as const), giver: person.age < 18 || draw.chance(0.02) ? 'representative' : 'person', note: '',
        recorded_at: timeline.at(decided, '15:05'), recorded_by: userId,
      };
    });
  });
  for (let start = 0; start < vaccinations.length; start += batchSize) await db.insertInto('vaccination').values(vaccinations.slice(start, start + batchSize)).execute();
  for (let start = 0; start < consents.length; start += batchSize) await db.insertInto('research_consent').values(consents.slice(start, start + batchSize)).execute();
}

/** Rows of one statement. */
const batchSize = 200;
