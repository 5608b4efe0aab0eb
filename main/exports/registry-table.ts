import { route as knownRoute } from '#contract/treatments.ts';
import type { Bilingual } from '#contract/triage.ts';
import { identifierSystems, type Language } from '#contract/values.ts';
import { builtInDiagnoses } from '../diagnoses/diagnosis-content.ts';
import { doseText } from '../treatments/dose-words.ts';
import type { CurrentLine } from '../treatments/active-treatment-rules.ts';
import { builtInDrugs } from '../treatments/treatment-content.ts';
import content from './content/columns.json' with { type: 'json' };
import type { ExportedPatient } from './fhir/person-resources.ts';
import { exportedId, type ResourceType } from './fhir/resource.ts';
import { type Cell, currentNumber, type TableOptions, when } from './table-rows.ts';

/** One line a person, as a registry is read: who it is, the disease, what is taken, how active it is, the visits around today. Pure. */

/** What the areas say of one person. */
export interface RegistryFacts {
  readonly diagnosis: { readonly codeSystem: string | null; readonly code: string | null; readonly text: string; readonly onsetOn: string | null } | null;
  readonly treatments: readonly CurrentLine[];
  readonly activity: { readonly label: Bilingual; readonly score: number | null; readonly category: Bilingual | null; readonly on: string } | null;
  readonly lastVisitOn: string | null;
  readonly nextVisitAt: string | null;
  readonly responsible: string | null;
}

type Column = keyof typeof content.tables.Registry.columns;
const clinical: readonly Column[] = ['diagnosisCode', 'diagnosis', 'onsetOn', 'treatments', 'activityInstrument', 'activityScore', 'activityCategory', 'activityOn'];
const visits: readonly Column[] = ['lastVisitOn', 'nextVisitAt'];
const labels = new Map(builtInDiagnoses.body.diagnoses.map(({ code, label }) => [code, label]));
const drugs = new Map(builtInDrugs.body.ingredients.map(({ key, label }) => [key, label]));

/** The columns that may leave: without clinical data or visits among what leaves, theirs are not there at all. */
export function registryColumns(types: readonly ResourceType[]): readonly Column[] {
  const hidden = new Set<Column>([...(types.includes('Condition') ? [] : clinical), ...(types.includes('Appointment') ? [] : visits)]);
  return (Object.keys(content.tables.Registry.columns) as Column[]).filter((column) => !hidden.has(column));
}

export function registryHead(columns: readonly Column[], language: Language): { readonly name: string; readonly titles: readonly string[] } {
  const table = content.tables.Registry;
  return { name: table.file[language], titles: columns.map((column) => table.columns[column][language]) };
}

export function registryLine(columns: readonly Column[], row: ExportedPatient, facts: RegistryFacts | undefined, options: TableOptions): readonly Cell[] {
  const { language } = options;
  const { diagnosis = null, treatments = [], activity = null } = facts ?? {};
  const code = diagnosis?.codeSystem?.includes('icd-10') ? diagnosis.code : null;
  const cells: Readonly<Record<Column, Cell>> = {
    id: exportedId(row, 'Patient'), familyName: row.family_name, givenName: row.given_name, birthDate: row.birth_date, sex: row.administrative_sex === 'unknown' ? null : row.administrative_sex,
    nam: currentNumber(row, identifierSystems.nam)?.value ?? null, nir: currentNumber(row, identifierSystems.nir)?.value ?? null, fileNumber: currentNumber(row, identifierSystems.file)?.value ?? null,
    diagnosisCode: code, diagnosis: labels.get(code ?? '')?.[language] ?? diagnosis?.text ?? null, onsetOn: when(diagnosis?.onsetOn ?? null, options),
    treatments: treatments.map((line) => treatmentText(line, language)).join('; ') || null,
    activityInstrument: activity?.label[language] ?? null, activityScore: activity?.score ?? null, activityCategory: activity?.category?.[language] ?? null, activityOn: activity?.on ?? null,
    lastVisitOn: facts?.lastVisitOn ?? null, nextVisitAt: when(facts?.nextVisitAt ?? null, options), responsible: facts?.responsible ?? null,
  };
  return columns.map((column) => cells[column]);
}

/** A drug of the catalogue by its name in this language, with the dose in words where it is known in numbers. */
function treatmentText({ ingredient, text, dose }: CurrentLine, language: Language): string {
  const said = dose?.dose ? doseText(dose.dose, knownRoute.safeParse(dose.route).data ?? null, language) : dose?.text;
  return [drugs.get(ingredient ?? '')?.[language] ?? text, said].filter(Boolean).join(' ');
}
