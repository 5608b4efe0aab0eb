import type { GivenInputs, InputProblem, InstrumentInput, ScoreRemark } from '#contract/instruments.ts';
import type { Bilingual } from '#contract/triage.ts';
import { nearestName } from '../nearest-name.ts';
import { alternativesOf } from './instrument-consistency.ts';
import type { Value, Values } from './outcome.ts';
import { roundHalfUp } from './rounding-rules.ts';
import sentences from './sentences.json' with { type: 'json' };

/** Reads what a caller gives for an instrument: refused, questioned, or a value in the instrument's own unit. Nothing is supposed. */

export type ReadInputs = { readonly ok: true; readonly values: Values; readonly doubts: readonly ScoreRemark[] } | { readonly ok: false; readonly problems: readonly InputProblem[] };
type NumberInput = Extract<InstrumentInput, { kind: 'number' }>;
type ProblemCode = keyof typeof sentences.problems;
type Filling = string | number | Bilingual;
/** A number in the unit it was given in: the input's own, or another one's. */
type Measure = Pick<NumberInput, 'name' | 'unit' | 'min' | 'max' | 'doubts'>;

const languages = ['fr', 'en'] as const;

/** A sentence with its values, numbers written as each language writes them. */
export function fill(sentence: Bilingual, values: Readonly<Record<string, Filling>>): Bilingual {
  const [fr, en] = languages.map((language) =>
    sentence[language].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      if (typeof value === 'object') return value[language];
      return language === 'fr' && typeof value === 'number' ? String(value).replace('.', ',') : String(value);
    }),
  );
  return { fr: fr ?? '', en: en ?? '' };
}

export function problem(input: string, code: ProblemCode, values: Readonly<Record<string, Filling>> = {}): InputProblem {
  return { input, code: code.replace(/^(WRONG_TYPE|UNKNOWN_INPUT)_.*$/, '$1'), text: fill(sentences.problems[code], values) };
}

/** All or nothing: one bad value, and there is no score. The order in which they are given means nothing. */
export function readInputs(inputs: readonly InstrumentInput[], given: GivenInputs): ReadInputs {
  const problems: InputProblem[] = [];
  const doubts: ScoreRemark[] = [];
  const values: Record<string, Value> = {};
  const names = inputs.flatMap((input) => [input.name, ...alternativesOf(input).map(({ name }) => name)]);
  for (const name of Object.keys(given).filter((one) => !names.includes(one)).sort()) {
    const suggestion = nearestName(name, names);
    problems.push(suggestion ? problem(name, 'UNKNOWN_INPUT_SUGGESTION', { suggestion }) : problem(name, 'UNKNOWN_INPUT', { known: names.join(', ') }));
  }
  const knownOf = (name: string) => (Object.hasOwn(given, name) ? (given[name] ?? null) : null);
  for (const input of inputs) {
    const other = alternativesOf(input).filter(({ name }) => knownOf(name) !== null);
    const own = knownOf(input.name);
    const [chosen] = other;
    if (other.length + Number(own !== null) > 1) {
      problems.push(problem(input.name, 'GIVEN_TWICE', { other: other.map(({ name }) => name).join(', ') }));
    } else if (input.kind === 'number' && (chosen || own !== null)) {
      const measure = chosen ?? input;
      const read = readNumber(measure, chosen ? knownOf(chosen.name) : own, !chosen && input.whole);
      if (typeof read !== 'number') problems.push(read);
      else {
        values[input.name] = chosen ? Math.min(roundHalfUp((read * chosen.times) / chosen.over, 6), chosen.cap ?? Infinity) : read;
        doubts.push(...doubtsAbout(measure, read, given));
      }
    } else if (own !== null && input.kind !== 'number') {
      const read = readOther(input, own);
      if ('code' in read) problems.push(read);
      else values[input.name] = read.value;
    }
  }
  problems.push(...contradictions(values));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, values, doubts };
}

function readNumber({ name, min, max, unit }: Measure, value: unknown, whole: boolean): number | InputProblem {
  if (typeof value !== 'number' || !Number.isFinite(value)) return problem(name, 'WRONG_TYPE_NUMBER', { min, max, unit });
  if (value < min || value > max) return problem(name, 'OUT_OF_RANGE', { given: value, min, max, unit });
  if (whole && !Number.isInteger(value)) return problem(name, 'NOT_WHOLE', { given: value, min, max, unit });
  // −0 is 0: a root or a sign would show it.
  return value === 0 ? 0 : value;
}

function readOther(input: Exclude<InstrumentInput, NumberInput>, value: unknown): { readonly value: Value } | InputProblem {
  if (input.kind === 'flag') return typeof value === 'boolean' ? { value } : problem(input.name, 'WRONG_TYPE_FLAG');
  const codes = input.options.map(({ code }) => code);
  const allowed = codes.join(', ');
  if (input.kind === 'choice') return typeof value === 'string' && codes.includes(value) ? { value } : problem(input.name, 'NOT_ALLOWED', { allowed });
  if (!Array.isArray(value)) return problem(input.name, 'WRONG_TYPE_SET', { allowed });
  const named: readonly unknown[] = value;
  return named.every((one) => typeof one === 'string' && codes.includes(one)) ? { value: codes.filter((code) => named.includes(code)) } : problem(input.name, 'NOT_ALLOWED', { allowed });
}

function doubtsAbout({ name, doubts }: Measure, value: number, given: GivenInputs): readonly ScoreRemark[] {
  return doubts
    .filter(({ above, below, fractional, unless }) => (above === undefined || value > above) && (below === undefined || value < below) && (!fractional || !Number.isInteger(value)) && (unless === undefined || given[unless] !== true))
    .map(({ flag, question }) => ({ flag, kind: 'question', input: name, text: question }));
}

/** Nothing is both present and not assessed. */
function contradictions(values: Values): readonly InputProblem[] {
  const listed = ['present', 'features'].flatMap((name) => (Array.isArray(values[name]) ? (values[name] as readonly string[]) : []));
  const both = (Array.isArray(values['not_assessed']) ? (values['not_assessed'] as readonly string[]) : []).filter((code) => listed.includes(code));
  return both.length > 0 ? [problem('not_assessed', 'CONTRADICTION', { codes: both.join(', ') })] : [];
}
