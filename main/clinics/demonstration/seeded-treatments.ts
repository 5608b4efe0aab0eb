import type { Dose, Route, StopReason } from '#contract/treatments.ts';
import { dosageChanged, firstDosage } from '../../treatments/dosage-rules.ts';
import { doseText } from '../../treatments/dose-words.ts';
import { drugSystems } from '../../treatments/drug-recognition-rules.ts';
import { builtInDrugs } from '../../treatments/treatment-content.ts';
import type { DrugKey } from './clinical-profiles.ts';
import type { SeededRandom } from './random.ts';
import type { SeededPatient } from './seeded-patients.ts';
import { daysBetween, type Timeline } from './timeline.ts';

/** The courses of treatment of the demonstration: doses that change, earlier lines with why they ended, what went wrong, who pays. */

interface SeededDrug {
  readonly ingredient: string;
  readonly dose: Dose;
  readonly route: Route;
}

const mg = (ingredient: string, amount: number, times: number, perDays: number, route: Route, asNeeded = false): SeededDrug => ({ ingredient, dose: { amount, unit: 'mg', times, perDays, asNeeded }, route });

/** How the drugs of the demonstration are given; those that are not of the catalogue are written as they were. */
export const seededDrugs: Readonly<Partial<Record<DrugKey, SeededDrug>>> = {
  methotrexate: mg('methotrexate', 15, 1, 7, 'SC'), folicAcid: mg('folic-acid', 5, 1, 7, 'PO'), hydroxychloroquine: mg('hydroxychloroquine', 200, 2, 1, 'PO'), sulfasalazine: mg('sulfasalazine', 1000, 2, 1, 'PO'),
  leflunomide: mg('leflunomide', 20, 1, 1, 'PO'), prednisone: mg('prednisone', 5, 1, 1, 'PO'), prednisoneHigh: mg('prednisone', 15, 1, 1, 'PO'), adalimumab: mg('adalimumab', 40, 1, 14, 'SC'), etanercept: mg('etanercept', 50, 1, 7, 'SC'),
  tocilizumab: mg('tocilizumab', 162, 1, 7, 'SC'), abatacept: mg('abatacept', 125, 1, 7, 'SC'), upadacitinib: mg('upadacitinib', 15, 1, 1, 'PO'), secukinumab: mg('secukinumab', 150, 1, 28, 'SC'), azathioprine: mg('azathioprine', 100, 1, 1, 'PO'),
  mycophenolate: mg('mycophenolate', 1000, 2, 1, 'PO'), allopurinol: mg('allopurinol', 300, 1, 1, 'PO'), colchicine: mg('colchicine', 0.6, 1, 1, 'PO'), naproxen: mg('naproxen', 500, 2, 1, 'PO', true), celecoxib: mg('celecoxib', 200, 1, 1, 'PO'),
  acetaminophen: mg('acetaminophen', 650, 3, 1, 'PO', true), duloxetine: mg('duloxetine', 60, 1, 1, 'PO'), alendronate: mg('alendronate', 70, 1, 7, 'PO'),
};

/** Products given, by DIN; the rest are written without one. */
const products: Readonly<Record<string, readonly string[]>> = { adalimumab: ['HYRIMOZ', 'HADLIMA', 'HUMIRA'], etanercept: ['ERELZI', 'BRENZYS', 'ENBREL'] };

/** Amounts a dose went through before the one that holds, days apart. */
const steps: Readonly<Partial<Record<DrugKey, { readonly amounts: readonly number[]; readonly days: number; readonly chance: number }>>> = {
  methotrexate: { amounts: [15, 20], days: 120, chance: 0.45 },
  allopurinol: { amounts: [100, 200, 300], days: 35, chance: 0.8 },
  prednisoneHigh: { amounts: [20, 17.5, 15], days: 14, chance: 0.7 },
};

const targeted: ReadonlySet<DrugKey> = new Set<DrugKey>(['adalimumab', 'etanercept', 'tocilizumab', 'abatacept', 'upadacitinib', 'secukinumab']);
/** Lines tried before a biologic, by the disease. */
const before: Readonly<Record<string, { readonly first: readonly DrugKey[]; readonly targeted: readonly DrugKey[] }>> = {
  'rheumatoid-arthritis': { first: ['methotrexate', 'leflunomide', 'sulfasalazine'], targeted: ['etanercept', 'adalimumab'] },
  'psoriatic-arthritis': { first: ['methotrexate', 'sulfasalazine'], targeted: ['adalimumab', 'etanercept'] },
  'axial-spondyloarthritis': { first: ['naproxen'], targeted: ['adalimumab', 'etanercept'] },
};
const conventionalStops: readonly (readonly [StopReason, number])[] = [['primary-inefficacy', 5], ['adverse-event', 4], ['patient-choice', 1]];
const targetedStops: readonly (readonly [StopReason, number])[] = [['secondary-inefficacy', 5], ['primary-inefficacy', 3], ['adverse-event', 2], ['infection', 1], ['access', 1], ['pregnancy', 0.3]];
const events: Readonly<Partial<Record<DrugKey, readonly string[]>>> = {
  methotrexate: ['Nausées', 'Élévation de l’ALT', 'Aphtes'], leflunomide: ['Diarrhée', 'Hypertension'], sulfasalazine: ['Éruption', 'Nausées'], naproxen: ['Dyspepsie'], adalimumab: ['Réaction au site d’injection', 'Sinusite à répétition'],
  etanercept: ['Réaction au site d’injection'], hydroxychloroquine: ['Prurit'], allopurinol: ['Éruption'], tocilizumab: ['Neutropénie'],
};

interface Course {
  readonly key: DrugKey;
  readonly from: string;
  readonly until: string | null;
  readonly reason: StopReason | null;
}

/** What is written of one person's treatments. `given`: the day each present drug began. */
export function treatmentsOf(person: SeededPatient, given: ReadonlyMap<DrugKey, string>, { draw, timeline, newId, userId }: { readonly draw: SeededRandom; readonly timeline: Timeline; readonly newId: () => string; readonly userId: string }) {
  const now = timeline.present;
  const current: readonly Course[] = [...given].filter(([key]) => seededDrugs[key]).map(([key, from]) => ({ key, from, until: null, reason: null }));
  const courses = [...current, ...earlierCourses(person, current, draw, timeline)];
  const rows = courses.map((course) => ({ course, row: rowOf(course, person.patient.id, draw, timeline, newId()) }));
  return {
    medications: rows.map(({ row }) => row),
    events: rows.flatMap(({ course: { key, from, until, reason }, row }) => {
      const terms = events[key];
      if (!terms || !(reason === 'adverse-event' || draw.chance(0.06))) return [];
      const severe = reason === 'adverse-event' && draw.chance(0.25);
      return [{
        id: newId(), medication_id: row.id, happened_on: until ?? middleOf(from, timeline), term: draw.pick(terms), grade: severe ? 3 : draw.whole(1, 2), serious: severe ? 1 : 0, outcome: reason === null ? 'recovering' : 'recovered', note: '',
        recorded_at: now, recorded_by: userId,
      }];
    }),
    coverages: rows.flatMap(({ course: { key, until }, row }) => {
      if (!targeted.has(key) || until !== null) return [];
      const renews = draw.weighted<number>([[draw.whole(-20, -1), 1], [draw.whole(3, 44), 3], [draw.whole(46, 330), 8]]);
      return [{ id: newId(), medication_id: row.id, payer: 'RAMQ, médicament d’exception', sent_on: timeline.day(renews - 380), approved_on: timeline.day(renews - 365), renews_on: timeline.day(renews), note: '', updated_at: now, updated_by: userId }];
    }),
  };
}

/** Whoever has a biologic had something before it, and some had another biologic in between. */
function earlierCourses(person: SeededPatient, current: readonly Course[], draw: SeededRandom, timeline: Timeline): readonly Course[] {
  const biologic = current.find(({ key }) => targeted.has(key));
  const known = before[person.profile?.key ?? ''];
  if (!biologic || !known) return [];
  const offset = daysBetween(timeline.today, biologic.from);
  const courses: Course[] = [];
  let end = offset - draw.whole(7, 30);
  const other = known.targeted.filter((key) => key !== biologic.key);
  if (draw.chance(0.45) && other.length > 0) {
    const days = draw.whole(120, 1400);
    courses.push({ key: draw.pick(other), from: timeline.day(end - days), until: timeline.day(end), reason: draw.weighted(targetedStops) });
    end -= days + draw.whole(10, 60);
  }
  const conventional = known.first.filter((key) => !current.some((one) => one.key === key));
  if (conventional.length > 0 && draw.chance(0.8)) courses.push({ key: draw.pick(conventional), from: timeline.day(end - draw.whole(120, 900)), until: timeline.day(end), reason: draw.weighted(conventionalStops) });
  return courses;
}

function rowOf({ key, from, until, reason }: Course, patientId: string, draw: SeededRandom, timeline: Timeline, id: string) {
  const drug = seededDrugs[key];
  const ingredient = builtInDrugs.body.ingredients.find((one) => one.key === drug?.ingredient);
  if (!drug || !ingredient) throw new RangeError(`no such drug: ${key}`);
  const brand = products[drug.ingredient];
  const product = brand ? builtInDrugs.body.products.find((one) => one.name === draw.pick(brand) && one.ingredient === drug.ingredient) : undefined;
  const written = (dose: Dose, day: string) => ({ from: day, dose, route: drug.route, text: doseText(dose, drug.route, 'fr') });
  const climb = steps[key];
  const amounts = climb && draw.chance(climb.chance) ? climb.amounts : [drug.dose.amount];
  const start = daysBetween(timeline.today, from);
  const last = until === null ? 0 : daysBetween(timeline.today, until);
  const dosage = amounts.slice(1).reduce((json, amount, index) => {
    const day = start + (climb?.days ?? 0) * (index + 1);
    return day < last ? dosageChanged(json, written({ ...drug.dose, amount }, timeline.day(day)), from) : json;
  }, firstDosage(written({ ...drug.dose, amount: amounts[0] ?? drug.dose.amount }, from), amounts.length === 1 ? until : null));
  return {
    id, patient_id: patientId, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: timeline.present, updated_at: timeline.present,
    code_system: drugSystems.atc, code: ingredient.atc[0] ?? null, text: product ? `${ingredient.label.fr} (${product.name})` : ingredient.label.fr,
    other_codings: product ? JSON.stringify([{ system: drugSystems.din, code: product.din, display: product.name }]) : null,
    kind: 'statement', status: until === null ? 'active' : 'stopped', intent: null, authored_on: from, started_on: from, ended_on: until, dosage, reason_text: null, practitioner_id: null, stop_reason: reason, stop_note: null,
  };
}

function middleOf(from: string, timeline: Timeline): string {
  return timeline.day(Math.round(daysBetween(timeline.today, from) / 2));
}
