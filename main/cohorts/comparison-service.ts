import { type CohortDefinition, everybody } from '#contract/cohorts.ts';
import { type ComparedIndicator, smallestCellOfFile } from '#contract/comparison.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { byteOrderMark, csvLine } from '../exports/csv-writing.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import type { CohortReadings } from './cohort-readings.ts';
import { builtInComparison, type Indicator } from './comparison-content.ts';
import { fileLines, fileWords } from './comparison-file.ts';
import { judged, periodsUntil, pointOf } from './comparison-rules.ts';
import { tallies } from './comparison-repository.ts';
import type { CohortQuestion } from './condition-repository.ts';

type Comparison = Outputs['comparison']['read'];

const sourceNames = new Map(builtInComparison.sources.map(({ code, label }) => [code, label]));
/** Who died is of the past of a clinic too. */
const ofTheClinic: CohortDefinition = { ...everybody, life: 'everybody' };

/** The clinic, or a cohort as it is now, beside its own past and published figures. */
export function createComparisonService({ unitOfWork, audit, clinic }: ServiceDependencies, readings: CohortReadings, question: (caller: Caller, definition: CohortDefinition) => CohortQuestion) {
  const read = async (caller: Caller, { definition, every }: Inputs['comparison']['read']): Promise<Comparison> => {
    const catchingUp = await readings.catchUp(definition);
    const asked = question(caller, definition ?? ofTheClinic);
    const periods = periodsUntil(asked.today, every);
    const indicators: ComparedIndicator[] = [];
    for (const indicator of builtInComparison.body.indicators) {
      // Each in its own transaction: others answer in between.
      const raw = await unitOfWork.read((db) => tallies(db, unitOfWork.engine, indicator.measure, { question: asked, diagnoses: indicator.diagnoses, periods, zone: clinic.timeZone }));
      const told = judged(raw, indicator.limitDays, indicator.measure === 'wait' ? 'waiting' : 'early');
      indicators.push({ ...shownOf(indicator), points: periods.map(({ key }) => pointOf(indicator.kind, key, told)) });
    }
    return { asOf: asked.today, catchingUp, contentVersion: builtInComparison.version, periods: periods.map((period) => ({ ...period })), indicators };
  };

  return {
    read,

    /** The comparison as delimited text for a French Excel; that it left is on record. */
    file: async (caller: Caller, { name, language, ...asked }: Inputs['comparison']['file']): Promise<{ readonly name: string; readonly content: Buffer }> => {
      const found = await read(caller, asked);
      const words = fileWords[language];
      await unitOfWork.write((db) => audit.record(db, { userId: caller.userId, action: 'comparison.exported', entity: 'comparison', entityId: null, patientId: null, detail: { scope: asked.definition === null ? 'clinic' : 'cohort', every: asked.every, smallestCell: smallestCellOfFile } }));
      const lines = fileLines(found, { language, whose: name ?? clinic.name });
      return { name: `${words.fileName}-${found.asOf}.csv`, content: Buffer.from(byteOrderMark + lines.map((line) => csvLine(line)).join('')) };
    },
  };
}

function shownOf({ code, kind, theme, label, definition, placed, published }: Indicator): Omit<ComparedIndicator, 'points'> {
  return { code, kind, theme, label, definition, placed, published: published.map(({ source, ...figure }) => ({ ...figure, sourceCode: source, source: sourceNames.get(source) ?? { fr: source, en: source } })) };
}
