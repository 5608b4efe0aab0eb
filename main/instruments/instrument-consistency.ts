import type { Instrument, InstrumentInput } from '#contract/instruments.ts';
import type { Formula, FormulaNamed } from './formula-schema.ts';

/** What must hold between the parts of an instrument and its schema cannot say. */

type Body = Omit<Instrument, 'id' | 'version' | 'sources'> & { readonly formula: Formula };
type Categories = Instrument['categories'];

/** Sentences for what does not hold together, none when all does. */
export function inconsistencies(body: Body): readonly string[] {
  const { inputs, formula, categories, otherCutoffs, caveats, groups } = body;
  const names = inputs.flatMap((input) => [input.name, ...alternativesOf(input).map(({ name }) => name)]);
  const optionsOf = (name: string) => inputs.flatMap((input) => (input.name === name && 'options' in input ? input.options.map(({ code }) => code) : []));
  const known = new Set(inputs.map(({ name }) => name));
  const categoryCodes = new Set(categories.map(({ code }) => code));
  return [
    ...(new Set(names).size === names.length ? [] : ['input names repeat']),
    ...inputs.flatMap(problemsOfInput),
    ...inputs.filter(({ group }) => group !== undefined && !groups.some(({ code }) => code === group)).map(({ name }) => `${name} is in an unknown group`),
    ...formulaInputs(formula).filter((name) => !known.has(name)).map((name) => `the formula reads ${name}, unknown`),
    ...(formula.name === 'scales' ? partProblems(formula, body.parts ?? []) : []),
    ...formulaCategories(formula).filter((code) => !categoryCodes.has(code)).map((code) => `category ${code} is unknown`),
    ...[categories, ...otherCutoffs.map((set) => set.categories)].flatMap(gapsBetween),
    ...otherCutoffs.filter(({ code }) => !optionsOf('cutoffs').includes(code)).map(({ code }) => `no way to choose the cut-offs ${code}`),
    ...caveats.flatMap(({ drugClasses }) => drugClasses).filter((code) => !optionsOf('drug_classes').includes(code)).map((code) => `unknown drug class ${code}`),
  ];
}

/** Other units in which a value may be given. */
export const alternativesOf = (input: InstrumentInput) => (input.kind === 'number' ? input.alternatives : []);

function problemsOfInput(input: InstrumentInput): readonly string[] {
  if (input.kind === 'number') {
    const { name, min, max, alternatives } = input;
    const outside = alternatives.filter((other) => (other.min * other.times) / other.over < min - 1e-9 || Math.min((other.max * other.times) / other.over, other.cap ?? Infinity) > max + 1e-9);
    return [...(min < max ? [] : [`${name} has no range`]), ...outside.map((other) => `${other.name} reaches beyond ${name}`)];
  }
  if (input.kind === 'flag') return [];
  const codes = input.options.map(({ code }) => code);
  return new Set(codes).size === codes.length ? [] : [`${input.name} repeats an option`];
}

/** Categories with intervals follow each other over the whole line, each limit on one side only. */
function gapsBetween(categories: Categories): readonly string[] {
  const intervals = categories.flatMap(({ interval }) => interval ?? []);
  if (intervals.length === 0) return [];
  if (intervals.length < categories.length) return ['some categories have an interval and some do not'];
  return intervals.flatMap((one, index) => {
    const next = intervals[index + 1];
    if (index === 0 && one.min !== null) return ['the first category is not open below'];
    if (!next) return one.max === null ? [] : ['the last category is not open above'];
    const rises = one.max !== null && (one.min === null || one.min < one.max);
    return rises && one.max === next.min && one.maxInclusive !== next.minInclusive ? [] : [`categories ${index + 1} and ${index + 2} leave a gap or overlap`];
  });
}

/** Every scale has a name to be told by, and the score is one of them. */
function partProblems({ scales, headline }: FormulaNamed<'scales'>, parts: NonNullable<Body['parts']>): readonly string[] {
  const named = new Set(parts.map(({ code }) => code));
  return [...scales.filter(({ code }) => !named.has(code)).map(({ code }) => `scale ${code} has no name`), ...(scales.some(({ code }) => code === headline) ? [] : [`the score is of ${headline}, unknown`])];
}

function formulaInputs(formula: Formula): readonly string[] {
  switch (formula.name) {
    case 'das28':
      return ['tjc28', 'sjc28', formula.marker, ...(formula.globalTimes === null ? [] : ['patient_global_mm'])];
    case 'weighted-sum':
      return formula.weights.map(({ input }) => input);
    case 'asdas':
      return [...formula.weights.map(({ input }) => input), formula.marker.input];
    case 'eular-response':
      return ['das28_baseline', 'das28_current', 'baseline_variant', 'current_variant'];
    case 'conversion':
      return [formula.input];
    case 'rapid3':
      return ['pain_mm', 'patient_global_mm', 'function_nrs', ...formula.items];
    case 'haq-di':
      return ['aids', 'help_from_person', ...formula.categories.flatMap(({ items }) => items)];
    case 'basdai':
      return [...formula.components, ...formula.stiffness];
    case 'mean':
      return formula.items;
    case 'scales':
      return formula.scales.flatMap(({ items }) => items);
    case 'profile':
      return [...formula.dimensions, formula.scale];
    case 'criteria':
      return formula.criteria.flatMap(({ anyOf }) => anyOf.map(({ input }) => input));
    case 'points':
      return [...formula.entry, ...formula.sufficient].map(({ input }) => input).concat(formula.thresholdWhen?.inputs ?? []);
    case 'asas':
      return ['onset_age_years', 'back_pain_months', 'sacroiliitis', 'hla_b27', 'features'];
  }
}

function formulaCategories(formula: Formula): readonly string[] {
  switch (formula.name) {
    case 'criteria':
      return formula.outcomes.map(({ category }) => category);
    case 'eular-response':
      return ['good', 'moderate', 'none'];
    case 'asas':
      return ['classified', 'not-classified'];
    case 'points':
      return formula.threshold === null ? [] : ['classified', 'not-classified'];
    default:
      return [];
  }
}
