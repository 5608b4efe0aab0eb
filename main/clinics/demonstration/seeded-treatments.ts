import type { Dose, Route, StopReason } from '#contract/treatments.ts';
import { dosageChanged, firstDosage } from '../../treatments/dosage-rules.ts';
import { doseText } from '../../treatments/dose-words.ts';
import { drugSystems } from '../../treatments/drug-recognition-rules.ts';
import { builtInDrugs } from '../../treatments/treatment-content.ts';
import type { DrugKey } from './clinical-profiles.ts';
import type { SeededRandom } from './random.ts';
import type { Regimen } from './regimens.ts';
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
  tofacitinib: mg('tofacitinib', 5, 2, 1, 'PO'), golimumab: mg('golimumab', 50, 1, 30, 'SC'), rituximab: mg('rituximab', 1000, 1, 182, 'IV'), guselkumab: mg('guselkumab', 100, 1, 56, 'SC'), apremilast: mg('apremilast', 30, 2, 1, 'PO'),
  mycophenolate: mg('mycophenolate', 1000, 2, 1, 'PO'), allopurinol: mg('allopurinol', 300, 1, 1, 'PO'), colchicine: mg('colchicine', 0.6, 1, 1, 'PO'), naproxen: mg('naproxen', 500, 2, 1, 'PO', true), celecoxib: mg('celecoxib', 200, 1, 1, 'PO'),
  acetaminophen: mg('acetaminophen', 650, 3, 1, 'PO', true), duloxetine: mg('duloxetine', 60, 1, 1, 'PO'), alendronate: mg('alendronate', 70, 1, 7, 'PO'),
};

/** Products given, by DIN; the rest are written without one. */
const products: Readonly<Record<string, { readonly originator: string; readonly biosimilars: readonly string[] } | undefined>> = { adalimumab: { originator: 'HUMIRA', biosimilars: ['HYRIMOZ', 'HADLIMA'] }, etanercept: { originator: 'ENBREL', biosimilars: ['ERELZI', 'BRENZYS'] } };
/** Around this day, before today, the public plan paid for the biosimilar only, and people changed. */
const switchDay = -1650;

/** Amounts a dose went through before the one that holds, days apart. */
const steps: Readonly<Partial<Record<DrugKey, { readonly amounts: readonly number[]; readonly days: number; readonly chance: number }>>> = {
  methotrexate: { amounts: [15, 20], days: 120, chance: 0.45 },
  allopurinol: { amounts: [100, 200, 300], days: 35, chance: 0.8 },
  prednisoneHigh: { amounts: [20, 17.5, 15], days: 14, chance: 0.7 },
  prednisone: { amounts: [15, 12.5, 10, 7.5, 5], days: 42, chance: 0.85 },
};

const targeted: ReadonlySet<DrugKey> = new Set<DrugKey>(['adalimumab', 'etanercept', 'tocilizumab', 'abatacept', 'upadacitinib', 'secukinumab', 'tofacitinib', 'golimumab', 'rituximab', 'guselkumab', 'apremilast']);
const events: Readonly<Partial<Record<DrugKey, readonly string[]>>> = {
  methotrexate: ['Nausées', 'Élévation de l’ALT', 'Aphtes'], leflunomide: ['Diarrhée', 'Hypertension'], sulfasalazine: ['Éruption', 'Nausées'], naproxen: ['Dyspepsie'], adalimumab: ['Réaction au site d’injection', 'Sinusite à répétition'],
  etanercept: ['Réaction au site d’injection'], hydroxychloroquine: ['Prurit'], allopurinol: ['Éruption'], tocilizumab: ['Neutropénie'], tofacitinib: ['Zona', 'Dyslipidémie'], apremilast: ['Diarrhée', 'Perte de poids'], rituximab: ['Réaction à la perfusion'], secukinumab: ['Candidose buccale'], mycophenolate: ['Diarrhée'], azathioprine: ['Leucopénie'], celecoxib: ['Dyspepsie'],
};

interface Course {
  readonly key: DrugKey;
  readonly from: string;
  readonly until: string | null;
  readonly reason: StopReason | null;
  readonly note?: string;
}

const infections = ['Pneumonie', 'Pyélonéphrite', 'Cellulite'] as const;
/** Days of prednisone until another drug takes effect. */
const bridgeDays = 160;

/** What is written of one person's treatments. `given`: the day each present drug began that does not act on the disease. */
export function treatmentsOf(
  person: SeededPatient, given: ReadonlyMap<DrugKey, string>, { regimens, draw, timeline, newId, userId }: { readonly regimens: readonly Regimen[]; readonly draw: SeededRandom; readonly timeline: Timeline; readonly newId: () => string; readonly userId: string },
) {
  const now = timeline.present;
  const ofRegimens = coursesOf(regimens, timeline);
  const known = new Set(ofRegimens.map(({ key }) => key));
  // Folic acid goes with methotrexate, from its beginning.
  const withMethotrexate = ofRegimens.find(({ key, until }) => key === 'methotrexate' && until === null)?.from;
  const besides = [...given].filter(([key]) => seededDrugs[key] && !known.has(key)).map(([key, from]): Course => ({ key, from: key === 'folicAcid' ? (withMethotrexate ?? from) : from, until: null, reason: null }));
  const rows = [...ofRegimens, ...besides].map((course) => ({ course, row: rowOf(course, person.patient.id, draw, timeline, newId()) }));
  return {
    medications: rows.map(({ row }) => row),
    events: rows.flatMap(({ course: { key, from, until, reason }, row }) => {
      const terms = reason === 'infection' ? infections : events[key];
      if (!terms || !(reason === 'adverse-event' || reason === 'infection' || draw.chance(0.06))) return [];
      const severe = reason === 'infection' || (reason === 'adverse-event' && draw.chance(0.25));
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

/** Regimens as lines: a drug that goes on from one to the next is one line; what the next leaves out ended for the reason told. */
function coursesOf(regimens: readonly Regimen[], timeline: Timeline): readonly Course[] {
  const courses: Course[] = [];
  for (const [index, { drugs, from, bridge }] of regimens.entries()) {
    for (const key of drugs) {
      if (regimens[index - 1]?.drugs.includes(key)) continue;
      const end = regimens.slice(index).find((_, later) => !regimens[index + later + 1]?.drugs.includes(key));
      const until = end && end.until < 0 ? end.until : null;
      const reason = until === null ? null : (end?.ends ?? null);
      if (products[key] && from < switchDay - 90 && (until ?? 0) > switchDay + 60) {
        courses.push({ key, from: timeline.day(from), until: timeline.day(switchDay), reason: 'access', note: 'Passage au biosimilaire' }, { key, from: timeline.day(switchDay), until: until === null ? null : timeline.day(until), reason });
      } else courses.push({ key, from: timeline.day(from), until: until === null ? null : timeline.day(until), reason });
    }
    if (bridge && from + bridgeDays < -7) courses.push({ key: 'prednisone', from: timeline.day(from), until: timeline.day(from + bridgeDays), reason: 'other', note: 'Sevrage terminé' });
  }
  return courses;
}

function rowOf({ key, from, until, reason, note }: Course, patientId: string, draw: SeededRandom, timeline: Timeline, id: string) {
  const drug = seededDrugs[key];
  const ingredient = builtInDrugs.body.ingredients.find((one) => one.key === drug?.ingredient);
  if (!drug || !ingredient) throw new RangeError(`no such drug: ${key}`);
  const brand = products[drug.ingredient];
  const named = brand && (daysBetween(timeline.today, from) < switchDay ? brand.originator : draw.pick(brand.biosimilars));
  const product = named === undefined ? undefined : builtInDrugs.body.products.find((one) => one.name === named && one.ingredient === drug.ingredient);
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
    kind: 'statement', status: until === null ? 'active' : 'stopped', intent: null, authored_on: from, started_on: from, ended_on: until, dosage, reason_text: null, practitioner_id: null, stop_reason: reason, stop_note: note ?? null,
  };
}

function middleOf(from: string, timeline: Timeline): string {
  return timeline.day(Math.round(daysBetween(timeline.today, from) / 2));
}
