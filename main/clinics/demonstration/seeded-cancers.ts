import { insertDiagnosis } from '../../diagnoses/diagnosis-repository.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import { codeSystems } from './clinical-profiles.ts';
import type { SeededRandom } from './random.ts';
import type { SeededPatient } from './seeded-patients.ts';
import type { Timeline } from './timeline.ts';

/** What people of the demonstration treated by immunotherapy are treated for, and who of the registry they may be. */

const cancers = [
  { code: 'C43.9', text: 'Mélanome malin de la peau, stade IV', weight: 4 },
  { code: 'C34.9', text: 'Cancer bronchique non à petites cellules, stade IV', weight: 4 },
  { code: 'C64', text: 'Carcinome rénal à cellules claires, métastatique', weight: 2 },
] as const;
/** Diseases that are not of the immune system: an inhibitor of immune checkpoints does not wake them. */
const mechanical = new Set(['gout', 'osteoarthritis', 'fibromyalgia', 'chondrocalcinosis']);
/** Diseases that may be quiet enough, and the treatments of somebody of whom they are. */
const mayBeQuiet = new Set(['rheumatoid-arthritis', 'psoriatic-arthritis', 'axial-spondyloarthritis']);
const mild: ReadonlySet<string> = new Set(['methotrexate', 'folicAcid', 'hydroxychloroquine', 'sulfasalazine', 'naproxen', 'celecoxib']);
const leastAge = 42;
const noSigns = { rheumatoidFactor: null, antiCcp: null, ana: null, hlaB27: null, erosions: null };

/** Who may be treated by immunotherapy: grown, last those without a disease it would wake, before them those whose disease is quiet without a biologic. */
export function treatable(people: readonly SeededPatient[]): readonly SeededPatient[] {
  const grown = people.filter(({ age, patient }) => patient.deceased !== true && age >= leastAge);
  return [...grown.filter(({ profile, drugs }) => profile !== null && mayBeQuiet.has(profile.key) && drugs.every((drug) => mild.has(drug))), ...grown.filter(({ profile }) => profile !== null && mechanical.has(profile.key))];
}

/** Writes the cancer somebody is treated for, found some weeks before the first dose. */
export async function writeCancer(db: WriteExecutor, patientId: string, { draw, timeline, newId, userId, days }: { readonly draw: SeededRandom; readonly timeline: Timeline; readonly newId: () => string; readonly userId: string; readonly days: number }): Promise<void> {
  const { code, text } = draw.weighted(cancers.map((one) => [one, one.weight] as const));
  const foundOn = timeline.day(-days - draw.whole(20, 90));
  await insertDiagnosis(db, { code_system: codeSystems.icd10, code, text, clinical_status: 'active', verification_status: 'confirmed', onset_on: foundOn, ended_on: null, signs: noSigns }, { id: newId(), patientId, now: timeline.present, today: foundOn, userId });
}
