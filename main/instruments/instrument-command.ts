import type { GivenInputs, InputProblem, Instrument, InstrumentInput } from '#contract/instruments.ts';
import { givenInputs } from '#contract/instruments.ts';
import type { Language } from '#contract/values.ts';
import { nearestName } from '../nearest-name.ts';
import { problem } from './input-rules.ts';
import { builtInInstruments, type InstrumentContent, shownInstrument } from './instrument-content.ts';
import { score } from './score-rules.ts';

/** What `relais score` does: no clinic, the instruments bundled with the program. */

/** `DAS28-ESR`, `das28_esr` and `das28esr` are one name; so is an instrument and its usual other names. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
const otherNames: Readonly<Record<string, string>> = {
  das28esr4: 'das28-esr', das28crp4: 'das28-crp', das28esr3v: 'das28-esr-3', das28crp3v: 'das28-crp-3', das28vs: 'das28-esr', eular: 'eular-response', haq: 'haq-di', asdas: 'asdas-crp', sledai: 'sledai-2k',
  vlda: 'mda', axspa: 'asas-axspa', asas: 'asas-axspa', boolean: 'boolean-2022', ra: 'ra-2010', sle: 'sle-2019', gca: 'gca-2022', pmr: 'pmr-2012', gout: 'gout-2015',
};

export type FoundInstrument = { readonly ok: true; readonly instrument: InstrumentContent } | { readonly ok: false; readonly suggestion: string | undefined };

/** The instrument of a name as people write it, else the nearest. */
export function instrumentNamed(name: string): FoundInstrument {
  const ids = builtInInstruments.map(({ id }) => id);
  const wanted = plain(name);
  const id = ids.find((one) => plain(one) === wanted) ?? (Object.hasOwn(otherNames, wanted) ? otherNames[wanted] : undefined);
  const instrument = builtInInstruments.find((one) => one.id === id);
  return instrument ? { ok: true, instrument } : { ok: false, suggestion: nearestName(name, ids) };
}

/** A score as it is printed, its sentences in one language; or what is wrong with the input. */
export function printedScore(instrument: InstrumentContent, input: unknown, language: Language): { readonly ok: true; readonly result: object } | { readonly ok: false; readonly problems: readonly InputProblem[] } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { ok: false, problems: [problem('', 'NOT_AN_OBJECT')] };
  const answer = score(instrument, readable(input));
  if (!answer.ok) return answer;
  const { categoryLabel, remarks, ...rest } = answer.result;
  return { ok: true, result: { ...rest, categoryLabel: categoryLabel?.[language] ?? null, remarks: remarks.map((remark) => ({ ...remark, text: remark.text[language] })) } };
}

/** What cannot be a value of any input (an object, a long text) is made one that none accepts, so that the input's own sentence refuses it. */
function readable(input: object): GivenInputs {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const read = givenInputs.safeParse({ value: value as unknown });
      return [name, read.success ? (read.data['value'] ?? null) : ''];
    }),
  );
}

/** An input as `--list --json` tells it, in one language. */
function listedInput(input: InstrumentInput, language: Language): object {
  const { name, label, help, required } = input;
  const common = { name, label: label[language], ...(help ? { help: help[language] } : {}), required };
  switch (input.kind) {
    case 'number':
      return {
        ...common, kind: input.kind, unit: input.unit[language], min: input.min, max: input.max, step: input.step, whole: input.whole,
        alternatives: input.alternatives.map((other) => ({ name: other.name, unit: other.unit[language], min: other.min, max: other.max, step: other.step })),
      };
    case 'flag':
      return { ...common, kind: input.kind, values: [true, false] };
    case 'choice':
    case 'set':
      return { ...common, kind: input.kind, values: input.options.map(({ code, label: meaning, points }) => ({ value: code, label: meaning[language], ...(points === undefined ? {} : { points }) })) };
  }
}

/** Every instrument, in one language, as data. */
export function listedInstruments(language: Language): readonly object[] {
  return builtInInstruments.map(shownInstrument).map((instrument) => ({
    instrument: instrument.id,
    version: instrument.version,
    formulaVersion: instrument.formulaVersion,
    label: instrument.label[language],
    description: instrument.description[language],
    family: instrument.family,
    inputs: instrument.inputs.map((input) => listedInput(input, language)),
    missing: instrument.missing.label[language],
    range: { min: instrument.score.min, max: instrument.score.max },
    categories: categoriesIn(instrument.categories, language),
    otherCutoffs: instrument.otherCutoffs.map((set) => ({ cutoffs: set.code, categories: categoriesIn(set.categories, language) })),
    changes: instrument.changes.map(({ label, ...change }) => ({ ...change, label: label[language] })),
    caveats: instrument.caveats.map(({ label, ...caveat }) => ({ ...caveat, label: label[language] })),
    sources: instrument.sources.map(({ label }) => label[language]),
    licence: instrument.licence[language],
  }));
}

function categoriesIn(categories: Instrument['categories'], language: Language): readonly object[] {
  return categories.map(({ code, label, interval }) => ({ category: code, label: label[language], ...interval }));
}

/** The same to be read: a line for each instrument, then one for each of its inputs. */
export function instrumentLines(language: Language): readonly string[] {
  return builtInInstruments.flatMap(({ id, body }) => [
    `${id.padEnd(20)}  ${body.label[language]}`,
    ...body.inputs.map((input) => `    ${input.required ? '*' : ' '} ${input.name.padEnd(24)}  ${askedOf(input, language)}`),
  ]);
}

function askedOf(input: InstrumentInput, language: Language): string {
  if (input.kind === 'flag') return `true, false  ${input.label[language]}`;
  if (input.kind !== 'number') return `${input.kind === 'set' ? '[…] ' : ''}${input.options.map(({ code }) => code).join(', ')}`;
  const others = input.alternatives.map(({ name }) => name);
  return [`${input.min}–${input.max} ${input.unit[language]}`, input.label[language], ...(others.length > 0 ? [`(${others.join(', ')})`] : [])].join('  ');
}
