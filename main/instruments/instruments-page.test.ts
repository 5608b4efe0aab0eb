import { expect, test } from 'vitest';
import type { Instrument, InstrumentInput, ScoreInterval } from '#contract/instruments.ts';
import { builtInInstruments, shownInstrument } from './instrument-content.ts';

/**
 * The page of the instruments, written from their content. Fails when the page is out of date; written anew with:
 * npm test -- --only unit -- main/instruments -u
 */
test('the page of the instruments says what they are', async () => {
  await expect(page(builtInInstruments.map(shownInstrument))).toMatchFileSnapshot('../../build/docs/instruments.md');
});

const families: Readonly<Record<Instrument['family'], string>> = {
  activity: 'Disease activity', remission: 'Remission and minimal activity', response: 'Response', function: 'Function', 'quality-of-life': 'Quality of life', classification: 'Classification criteria', conversion: 'Conversions',
};

function page(instruments: readonly Instrument[]): string {
  const parts = (Object.keys(families) as Instrument['family'][]).flatMap((family) => [`## ${families[family]}`, ...instruments.filter((one) => one.family === family).map(section)]);
  return `${[head, ...parts].join('\n\n')}\n`;
}

const head = `# Instruments

Written from \`main/instruments/content\`; a test keeps it true. None of it has yet been reviewed by an independent rheumatologist.

What holds for all: the unit is in the name of the value; a value may be given in another unit under its other name, never both. Null or
absent is *unknown*, and nothing is supposed: without a required value (in bold) there is no score, but where the instrument's own rule says
otherwise. A value out of its range is refused; a doubtful one is used and the question asked. Scores are rounded half-up to the decimals
shown and classified once rounded. \`[\` and \`]\` include the limit, \`(\` and \`)\` do not.

Try one: \`npm run -s relais -- score cdai '{"tjc28": 4, "sjc28": 2, "patient_global_mm": 45, "physician_global_mm": 30}'\`.`;

function section(one: Instrument): string {
  const { id, label, description, formulaVersion, version, inputs, missing, score, categories, otherCutoffs, changes, caveats, sources, licence, parts } = one;
  return [
    `### ${label.en} · ${label.fr}`,
    `\`${id}\` · content ${version} · formula \`${formulaVersion}\` · score ${score.min} to ${score.max}, ${score.decimals} decimals`,
    description.en,
    ['| value | what | unit | range | other name |', '|---|---|---|---|---|', ...inputs.map(row)].join('\n'),
    `Missing: ${missing.label.en}`,
    ...(categories.length > 0 ? [`Categories: ${categoriesOf(categories)}.`] : []),
    ...otherCutoffs.map((set) => `With \`cutoffs\` = \`${set.code}\`: ${categoriesOf(set.categories)}.`),
    ...(parts ? [`Told beside it: ${parts.map((part) => part.label.en).join(', ')}.`] : []),
    ...(changes.length > 0 ? [`Changes that matter: ${changes.map((change) => change.label.en).join(' · ')}.`] : []),
    ...caveats.map((caveat) => `With ${caveat.drugClasses.join(', ')}: ${caveat.label.en}`),
    `Sources: ${sources.map((source) => source.label.en).join(' · ')}. ${licence.en}`,
  ].join('\n\n');
}

function row(input: InstrumentInput): string {
  const name = input.required ? `**\`${input.name}\`**` : `\`${input.name}\``;
  const what = input.help ? `${input.label.en}. ${input.help.en}` : input.label.en;
  const [unit, range, other] =
    input.kind === 'number'
      ? [input.unit.en, `${input.min} to ${input.max}${input.whole ? ', whole' : ''}${bandsOf(input)}`, input.alternatives.map((one) => `\`${one.name}\` (${one.unit.en}, ${one.min} to ${one.max})`).join(', ')]
      : input.kind === 'flag'
        ? ['', `true or false${input.points === undefined ? '' : ` (true: ${input.points})`}`, '']
        : ['', `${input.kind === 'set' ? 'any of ' : ''}${input.options.map(({ code, points }) => `\`${code}\`${points === undefined ? '' : ` ${points}`}`).join(', ')}`, ''];
  return `| ${[name, what, unit, range, other].join(' | ')} |`;
}

const bandsOf = ({ bands = [] }: { bands?: readonly { from: number; exclusive: boolean; points: number }[] | undefined }): string =>
  bands.length === 0 ? '' : ` (points: ${bands.map(({ from, exclusive, points }) => `${exclusive ? '>' : '≥'} ${from}: ${points}`).join('; ')})`;

const categoriesOf = (categories: Instrument['categories']): string => categories.map(({ code, label, interval }) => `\`${code}\` ${label.en}${interval ? ` ${intervalOf(interval)}` : ''}`).join(' · ');

const intervalOf = ({ min, minInclusive, max, maxInclusive }: ScoreInterval): string => {
  if (min === null) return `${maxInclusive ? '≤' : '<'} ${max ?? ''}`;
  return max === null ? `${minInclusive ? '≥' : '>'} ${min}` : `${minInclusive ? '[' : '('}${min}, ${max}${maxInclusive ? ']' : ')'}`;
};
