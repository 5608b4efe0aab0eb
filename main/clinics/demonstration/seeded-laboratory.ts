import { insertAnswers } from '../../pathways/doses/dose-repository.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import { type Measure, measures } from './clinical-profiles.ts';
import type { SeededRandom } from './random.ts';
import { writeMeasured } from './seeded-records.ts';

/** The blood test before a dose of somebody of the demonstration treated at home, as the checklist asks for it. */

interface PanelTest {
  /** The fact of the checklist. */
  readonly fact: string;
  readonly measure: Measure;
  /** The limit of the laboratory the checklist asks for; null where it asks for none. */
  readonly limit: 'lower' | 'upper' | null;
}

const test = (fact: string, measure: Measure, limit: PanelTest['limit']): PanelTest => ({ fact, measure, limit });
const chemistry = (code: string, text: string, unit: string, unitCode: string, [low, high]: readonly [number | null, number], well: readonly [number, number], decimals = 0): Measure => ({ code, text, unit, unitCode, low, high, well, active: well, decimals });

const panel: readonly PanelTest[] = [
  test('neutrophils', measures.neutrophils, 'lower'), test('platelets', measures.platelets, 'lower'), test('haemoglobin', measures.haemoglobin, 'lower'), test('alt', measures.alt, 'upper'),
  test('ast', chemistry('1920-8', 'AST', 'U/L', 'U/L', [null, 35], [14, 32]), 'upper'), test('bilirubin', chemistry('14631-6', 'Bilirubine totale', 'µmol/L', 'umol/L', [null, 21], [5, 17]), 'upper'), test('creatinine', measures.creatinine, 'upper'),
  test('ck', chemistry('2157-6', 'CK', 'U/L', 'U/L', [null, 190], [48, 160]), 'upper'), test('glucose', chemistry('14749-6', 'Glycémie', 'mmol/L', 'mmol/L', [3.9, 6.1], [4.6, 6.4], 1), null), test('tsh', chemistry('3016-3', 'TSH', 'mUI/L', 'm[IU]/L', [0.4, 4], [0.8, 3.6], 1), null),
];

interface Sample {
  readonly patientId: string;
  /** When it was taken. */
  readonly at: string;
}

/** What a panel measured, as facts of the checklist. */
export type MeasuredPanel = readonly { readonly fact: string; readonly value: number; readonly resultId: string }[];

/** Writes the results of one sample to the record, and tells what they would answer. */
export async function writePanel(db: WriteExecutor, { patientId, at }: Sample, { draw, newId }: { readonly draw: SeededRandom; readonly newId: () => string }): Promise<MeasuredPanel> {
  const rows = panel.map(({ fact, measure, limit }) => {
    const [lowest, highest] = measure.well;
    return { fact, limit, id: newId(), patientId, measure, at, value: Number((lowest + draw.fraction() * (highest - lowest)).toFixed(measure.decimals)) };
  });
  await writeMeasured(db, rows);
  return rows.flatMap(({ id: resultId, fact, limit, measure, value }) => {
    const bound = limit === 'lower' ? measure.low : measure.high;
    return [{ fact, value, resultId }, ...(limit !== null && bound !== null ? [{ fact: `${fact}-${limit}`, value: bound, resultId }] : [])];
  });
}

/** Somebody confirmed each of them for a dose. */
export async function confirmPanel(db: WriteExecutor, measured: MeasuredPanel, { doseId, patientId, measuredOn }: { readonly doseId: string; readonly patientId: string; readonly measuredOn: string }, { newId, ...by }: { readonly newId: () => string; readonly now: string; readonly today: string; readonly userId: string }): Promise<void> {
  const answered = [...measured.map(({ fact, value, resultId }) => ({ fact, value, measuredOn, resultId })), { fact: 'labs-new-grade-2', value: false }];
  await insertAnswers(db, answered.map((one) => ({ id: newId(), doseId, patientId, item: 'laboratory', words: null, ...one })), by);
}
