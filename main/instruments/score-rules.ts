import type { GivenInputs, InputProblem, Instrument, InstrumentInput, ScoreRemark, ScoreResult } from '#contract/instruments.ts';
import { isWithin } from './change-rules.ts';
import { asdas, conversion, das28, eularResponse, weightedSum } from './composite-rules.ts';
import { addPoints, asasArms, countCriteria } from './criteria-rules.ts';
import type { Formula } from './formula-schema.ts';
import { fill, problem, readInputs } from './input-rules.ts';
import type { InstrumentContent } from './instrument-content.ts';
import { numberIn, type Outcome, type Said, setIn, type Values } from './outcome.ts';
import { basdai, haqDi, mean, profile, rapid3, scales } from './questionnaire-rules.ts';
import { roundHalfUp } from './rounding-rules.ts';
import sentences from './sentences.json' with { type: 'json' };

/** Works a score out: an instrument and what is known in, score, category and what must be said of them out. No clock, no database. */

export type ScoreAnswer = { readonly ok: true; readonly result: ScoreResult } | { readonly ok: false; readonly problems: InputProblem[] };
type Categories = Instrument['categories'];

/** A score, or what is wrong with what was given; a value that is missing is never made up. */
export function score({ id, version, body }: InstrumentContent, given: GivenInputs): ScoreAnswer {
  const read = readInputs(body.inputs, given);
  if (!read.ok) return { ok: false, problems: [...read.problems] };
  const { values, doubts } = read;
  const missingRequired = body.inputs.filter(({ required, name }) => required && values[name] === undefined).map(({ name }) => name);
  const outcome = outcomeOf(body.formula, body.inputs, values, missingRequired);
  if (outcome.refused) return { ok: false, problems: [problem(outcome.refused.input, outcome.refused.code)] };
  const rounded = outcome.score === null ? null : roundHalfUp(outcome.score, body.score.decimals);
  const categories = body.otherCutoffs.find(({ code }) => code === values['cutoffs'])?.categories ?? body.categories;
  const code = outcome.category === undefined ? (rounded === null ? null : categoryOf(categories, rounded)) : outcome.category;
  const remarks = [...doubts, ...remarksOn(outcome.said ?? []), ...caveatsOf(body.caveats, values), ...footRemark(values, code)];
  return {
    ok: true,
    result: {
      instrument: id,
      score: rounded,
      category: code,
      categoryLabel: categories.find((category) => category.code === code)?.label ?? null,
      missing: [...(outcome.missing ?? [])],
      flags: [...new Set(remarks.map(({ flag }) => flag))],
      remarks,
      formulaVersion: body.formulaVersion,
      instrumentVersion: version,
      inputs: inOrder(body.inputs, values),
      details: { ...outcome.details },
    },
  };
}

/** The category whose interval holds the score, already rounded. */
export function categoryOf(categories: Categories, rounded: number): string | null {
  const found = categories.find(({ interval }) => interval !== null && isWithin(interval, rounded));
  return found?.code ?? null;
}

function outcomeOf(formula: Formula, inputs: readonly InstrumentInput[], values: Values, missingRequired: readonly string[]): Outcome {
  if (formula.name === 'points') return addPoints(formula, inputs, values, missingRequired);
  if (missingRequired.length > 0) return { score: null, category: null, missing: missingRequired };
  switch (formula.name) {
    case 'das28':
      return das28(formula, values);
    case 'weighted-sum':
      return weightedSum(formula, values);
    case 'asdas':
      return asdas(formula, values);
    case 'eular-response':
      return eularResponse(formula, values);
    case 'conversion':
      return conversion(formula, values);
    case 'rapid3':
      return rapid3(formula, values);
    case 'haq-di':
      return haqDi(formula, values);
    case 'basdai':
      return basdai(formula, values);
    case 'mean':
      return mean(formula, values);
    case 'scales':
      return scales(formula, values);
    case 'profile':
      return profile(formula, values);
    case 'criteria':
      return countCriteria(formula, values);
    case 'asas':
      return asasArms(formula, values);
  }
}

const isSentence = (flag: string): flag is keyof typeof sentences.remarks => Object.hasOwn(sentences.remarks, flag);

function remarksOn(said: readonly Said[]): readonly ScoreRemark[] {
  return said.flatMap(({ flag, conditions = [] }) => {
    if (!isSentence(flag)) throw new Error(`no sentence for ${flag}`);
    const { kind, fr, en } = sentences.remarks[flag];
    const listed = { fr: conditions.map((one) => one.fr).join('; '), en: conditions.map((one) => one.en).join('; ') };
    return [{ flag, kind: kind as ScoreRemark['kind'], input: null, text: fill({ fr, en }, { conditions: listed }) }];
  });
}

function caveatsOf(caveats: Instrument['caveats'], values: Values): readonly ScoreRemark[] {
  const taken = setIn(values, 'drug_classes') ?? [];
  return caveats.filter(({ drugClasses }) => drugClasses.some((drug) => taken.includes(drug))).map(({ flag, label }) => ({ flag, kind: 'caveat', input: null, text: label }));
}

/** Twenty-eight joints leave the feet out: a remission with a swollen one is pointed out. */
function footRemark(values: Values, category: string | null): readonly ScoreRemark[] {
  return category === 'remission' && (numberIn(values, 'swollen_foot_joints') ?? 0) > 0 ? remarksOn([{ flag: 'foot_swollen_outside_28' }]) : [];
}

function inOrder(inputs: readonly InstrumentInput[], values: Values): ScoreResult['inputs'] {
  return Object.fromEntries(
    inputs.flatMap(({ name }) => {
      const value = values[name];
      return value === undefined ? [] : [[name, typeof value === 'object' ? [...value] : value]];
    }),
  );
}
