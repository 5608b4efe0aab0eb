import type { AssessmentEntry } from '#contract/assessments.ts';
import type { Instrument, InstrumentInput } from '#contract/instruments.ts';
import { readNumber } from '../text/typed-number.ts';

/** The form of an assessment: its entry, with numbers as they are typed. */
export interface EntryForm extends Omit<AssessmentEntry, 'values'> {
  /** By input: what a field of a number holds, or whether a box is ticked. */
  readonly typed: Readonly<Record<string, string | boolean>>;
}

/** What the page does not ask: counted from the joints, the dates and the treatments; the cut-offs are the usual ones. */
const workedOut: ReadonlySet<string> = new Set(['tjc28', 'sjc28', 'tjc68', 'sjc66', 'swollen_foot_joints', 'lab_days_apart', 'drug_classes', 'cutoffs']);
/** An instrument that asks this many things of its own is a questionnaire, shown apart. */
const questionnaireSize = 5;

export interface MeasureGroups {
  /** Asked by one or several instruments, each once. */
  readonly shared: readonly InstrumentInput[];
  /** By instrument: what it alone asks. */
  readonly questionnaires: readonly { readonly instrument: Instrument; readonly inputs: readonly InstrumentInput[] }[];
}

/** What is asked for the chosen instruments, each thing once, questionnaires apart. */
export function measuresOf(chosen: readonly Instrument[]): MeasureGroups {
  const askedBy = new Map<string, number>();
  for (const { inputs } of chosen) for (const { name } of inputs) askedBy.set(name, (askedBy.get(name) ?? 0) + 1);
  const isOwn = (input: InstrumentInput): boolean => isKeptApart(input) || askedBy.get(input.name) === 1;
  const shared = new Map<string, InstrumentInput>();
  const questionnaires: { instrument: Instrument; inputs: readonly InstrumentInput[] }[] = [];
  for (const instrument of chosen) {
    // A score that another chosen instrument gives is not asked again.
    const asked = instrument.inputs.filter(({ name }) => !workedOut.has(name) && !chosen.some(({ id }) => id.replaceAll('-', '_') === name));
    const own = asked.filter(isOwn);
    const isQuestionnaire = own.length >= questionnaireSize || own.some(isKeptApart);
    if (isQuestionnaire) questionnaires.push({ instrument, inputs: own });
    for (const input of asked) if (!isQuestionnaire || !own.includes(input)) shared.set(input.name, input);
  }
  return { shared: [...shared.values()], questionnaires };
}

/** Choices and lists belong to the instrument that asks them: the same name may mean something else in another. */
export function isKeptApart({ kind }: InstrumentInput): boolean {
  return kind === 'choice' || kind === 'set';
}

/** The form that shows an entry. @param format writes a number as the person types it */
export function formOf({ values, ...entry }: AssessmentEntry, format: (value: number) => string): EntryForm {
  return { ...entry, typed: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? format(value) : value])) };
}

/** The entry a form stands for; what is not a number is left out, and its field says so. */
export function entryOf({ typed, ...form }: EntryForm): AssessmentEntry {
  const values: Record<string, number | boolean> = {};
  for (const [name, value] of Object.entries(typed)) {
    const read = typeof value === 'boolean' ? value : readNumber(value);
    if (read !== null && read !== 'not-a-number') values[name] = read;
  }
  return { ...form, values };
}

/** Names of the fields that hold something that is not a number. */
export function unreadable({ typed }: EntryForm): readonly string[] {
  return Object.entries(typed).flatMap(([name, value]) => (typeof value === 'string' && readNumber(value) === 'not-a-number' ? [name] : []));
}
