import type { InstrumentInput } from '#contract/instruments.ts';
import type { FormulaNamed } from './formula-schema.ts';
import { needed, numberIn, type Outcome, type Said, setIn, type Value, type Values } from './outcome.ts';

/** Criteria counted, points added, and what follows: remission, minimal disease activity, SLEDAI-2K, classification. */

/** Boolean remission, MDA: how many criteria are met, and whether those without a value could change the answer. */
export function countCriteria({ criteria, decisive, outcomes }: FormulaNamed<'criteria'>, values: Values): Outcome {
  const judged = criteria.map(({ code, anyOf }) => {
    const answers = anyOf.map(({ input, atMost }) => {
      const value = numberIn(values, input);
      return value === null ? null : value <= atMost;
    });
    return { code, met: answers.includes(true) ? true : answers.includes(null) ? null : false };
  });
  const met = judged.filter((criterion) => criterion.met === true).length;
  const unknown = judged.filter((criterion) => criterion.met === null).length;
  const missing = criteria.flatMap(({ anyOf }, index) => (judged[index]?.met === null ? anyOf.map(({ input }) => input).filter((name) => numberIn(values, name) === null) : []));
  const undecided = met < decisive && met + unknown >= decisive;
  return {
    score: undecided ? null : met,
    category: undecided ? 'indeterminate' : (outcomes.find(({ atLeast }) => met >= atLeast)?.category ?? null),
    missing,
    said: unknown > 0 ? [{ flag: 'criterion_missing' }] : [],
    details: { met, criteria: Object.fromEntries(judged.map(({ code, met: answer }) => [code, answer])) },
  };
}

type Condition = FormulaNamed<'points'>['entry'][number];

/** Whether a condition holds; null when nobody said. */
function holds({ input, is, atLeast }: Condition, values: Values): boolean | null {
  const value = values[input];
  if (value === undefined) return null;
  return atLeast === undefined ? value === is : typeof value === 'number' && value >= atLeast;
}

interface PointsOf {
  readonly domain: string;
  readonly points: number;
  readonly clinical: boolean;
}

/** Points of one answer; of a list, one line for each of its options. */
function pointsOf(input: InstrumentInput, value: Value): readonly PointsOf[] {
  switch (input.kind) {
    case 'number': {
      const reached = (input.bands ?? []).filter(({ from, exclusive }) => typeof value === 'number' && (exclusive ? value > from : value >= from)).at(-1);
      return reached ? [{ domain: input.name, points: reached.points, clinical: true }] : [];
    }
    case 'flag':
      return input.points === undefined ? [] : [{ domain: input.name, points: value === true ? input.points : 0, clinical: value === true }];
    case 'choice':
    case 'set': {
      const chosen: readonly string[] = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
      return input.options
        .filter((option) => option.points !== undefined && chosen.includes(option.code))
        .map((option) => ({ domain: option.domain ?? (input.kind === 'set' ? option.code : input.name), points: option.points ?? 0, clinical: option.clinical ?? true }));
    }
  }
}

/**
 * Points added, only the highest of each domain; with a threshold, also whether the criteria are met. What is sufficient
 * by itself needs no points: it holds though others are missing.
 */
export function addPoints(formula: FormulaNamed<'points'>, inputs: readonly InstrumentInput[], values: Values, missingRequired: readonly string[]): Outcome {
  const { entry, sufficient, thresholdWhen, needsClinical } = formula;
  const looked = thresholdWhen?.inputs.filter((name) => values[name] !== undefined) ?? [];
  const half = looked.length > 0 ? (thresholdWhen?.inputs ?? []).filter((name) => !looked.includes(name)) : [];
  const missing = [...missingRequired, ...(setIn(values, 'not_assessed') ?? []), ...half];
  const lines = inputs.flatMap((input) => (values[input.name] === undefined ? [] : pointsOf(input, values[input.name] ?? false)));
  const domains = new Map<string, number>();
  for (const { domain, points } of lines) domains.set(domain, Math.max(points, domains.get(domain) ?? -Infinity));
  const total = [...domains.values()].reduce((sum, points) => sum + points, 0);
  const unmet = entry.filter((condition) => holds(condition, values) === false);
  const unsaid = entry.filter((condition) => holds(condition, values) === null);
  const enough = sufficient.filter((condition) => holds(condition, values) === true && (unmet.length === 0 || condition.evenWithoutEntry));
  const said: Said[] = enough.length > 0 ? [{ flag: 'sufficient_criterion', conditions: enough.map(({ label }) => label) }] : [];
  if (unmet.length > 0) said.push({ flag: 'entry_not_met', conditions: unmet.map(({ label }) => label) });
  else if (unsaid.length > 0) said.push({ flag: 'entry_not_stated', conditions: unsaid.map(({ label }) => label) });
  if (missing.length > 0) return { score: null, category: enough.length > 0 ? 'classified' : null, missing, said };
  const details = { points: Object.fromEntries([...domains].filter(([, points]) => points !== 0).sort(([one], [other]) => (one < other ? -1 : 1))) };
  if (formula.threshold === null) {
    return { score: total, details: { ...details, clinical: lines.filter((line) => line.clinical).reduce((sum, { points }) => sum + points, 0) } };
  }
  const threshold = thresholdWhen && looked.length > 0 ? thresholdWhen.threshold : formula.threshold;
  const clinical = !needsClinical || lines.some((line) => line.clinical && line.points > 0);
  if (!clinical && total >= threshold) said.push({ flag: 'no_clinical_criterion' });
  const classified = enough.length > 0 || (unmet.length === 0 && total >= threshold && clinical);
  return { score: total, category: classified ? 'classified' : 'not-classified', said, details: { ...details, threshold } };
}

/** ASAS: back pain long enough and begun early enough, then the imaging arm or the clinical one. */
export function asasArms(formula: FormulaNamed<'asas'>, values: Values): Outcome {
  const missing = setIn(values, 'not_assessed') ?? [];
  if (missing.length > 0) return { score: null, category: null, missing };
  const others = (setIn(values, 'features') ?? []).length;
  const b27 = values['hla_b27'] === true;
  const features = others + Number(b27);
  const entered = needed(values, 'back_pain_months') >= formula.monthsFrom && needed(values, 'onset_age_years') < formula.onsetBefore;
  const imaging = entered && values['sacroiliitis'] === true && features >= formula.imagingFeatures;
  const clinical = entered && b27 && others >= formula.clinicalFeatures;
  return { score: features, category: imaging || clinical ? 'classified' : 'not-classified', details: { entry: entered, imaging_arm: imaging, clinical_arm: clinical } };
}
