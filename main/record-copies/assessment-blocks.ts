import type { JointCode, JointFinding } from '#contract/joints.ts';
import { jointParts } from '#contract/joints.ts';
import type { Language } from '#contract/values.ts';
import { builtInJoints } from '../assessments/assessment-content.ts';
import type { CopiedAssessment } from '../assessments/assessment-copy-repository.ts';
import type { Block } from '../documents/document-blocks.ts';
import { builtInInstruments } from '../instruments/instrument-content.ts';
import { labelled, together } from './copy-parts.ts';
import words from './record-copy-words.json' with { type: 'json' };
import { writtenDate, writtenInstant, writtenNumber } from './written-values.ts';

/** Assessments as a document one can read: each signed text, its scores, what was found and measured. Pure. */
export function assessmentBlocks(assessments: readonly CopiedAssessment[], language: Language, timeZone: string): readonly Block[] {
  const own = words[language];
  return [
    { kind: 'heading', level: 1, text: own.assessments, note: String(assessments.filter(({ stands }) => stands).length) },
    ...(assessments.length === 0 ? [{ kind: 'text', text: own.none, tone: 'quiet' } as const] : []),
    ...assessments.flatMap((one): Block[] => {
      const items = [...one.scores.map((score) => scoreLine(score, language)), ...jointLines(one, language), ...valueLines(one, language), ...choiceLines(one)];
      const status = one.stands ? own.signed : own.replaced;
      return [
        { kind: 'heading', level: 2, text: `${writtenDate(one.on, language)}   ${one.author}` },
        { kind: 'text', text: `${status} ${writtenInstant(one.signedAt, timeZone, language)}, ${one.signedBy}${one.reason === null ? '' : ` (${one.reason})`}`, tone: 'quiet' },
        ...(items.length === 0 ? [] : [{ kind: 'list', items } as const]),
        ...(one.entry.note === '' ? [] : [{ kind: 'text', text: one.entry.note } as const]),
      ];
    }),
  ];
}

function scoreLine({ instrument, score, category }: CopiedAssessment['scores'][number], language: Language): string {
  const known = builtInInstruments.find(({ id }) => id === instrument)?.body;
  const categories = known ? [...known.categories, ...known.otherCutoffs.flatMap((set) => set.categories)] : [];
  const meaning = categories.find(({ code }) => code === category)?.label[language] ?? category;
  return labelled(known?.label[language] ?? instrument, together([score === null ? words[language].incomplete : writtenNumber(score, language), meaning], ', '), language);
}

function jointLines({ entry }: CopiedAssessment, language: Language): readonly string[] {
  const own = words[language];
  const { joints, sides } = builtInJoints.body;
  const named = (holds: (finding: JointFinding) => boolean): string =>
    Object.entries(entry.joints)
      .filter(([, finding]) => holds(finding))
      .map(([code]) => {
        const { name, side } = jointParts(code as JointCode);
        return `${joints.find((one) => one.name === name)?.label[language] ?? name} (${sides.find((one) => one.code === side)?.label[language] ?? side})`;
      })
      .join(', ');
  const lines = [
    [own.tender, named(({ tender, unassessable }) => tender && unassessable === null)],
    [own.swollen, named(({ swollen, unassessable }) => swollen && unassessable === null)],
    [own.notJudged, named(({ unassessable }) => unassessable !== null)],
  ];
  const examined = entry.jointSet === null ? [] : [labelled(own.examined, entry.jointSet === '28' ? '28' : '68', language)];
  return [...examined, ...lines.filter(([, found]) => found !== '').map(([title = '', found = '']) => labelled(title, found, language))];
}

/** What an input is called and its unit, wherever it is asked. */
function inputNamed(name: string, language: Language): { readonly label: string; readonly unit: string } {
  for (const { body } of builtInInstruments) {
    for (const input of body.inputs) {
      if (input.name === name) return { label: input.label[language], unit: input.kind === 'number' ? ` ${input.unit[language]}` : '' };
      const other = input.kind === 'number' ? input.alternatives.find((one) => one.name === name) : undefined;
      if (other) return { label: input.label[language], unit: ` ${other.unit[language]}` };
    }
  }
  return { label: name, unit: '' };
}

function valueLines({ entry }: CopiedAssessment, language: Language): readonly string[] {
  const own = words[language];
  return Object.entries(entry.values).map(([name, value]) => {
    const { label, unit } = inputNamed(name, language);
    const taken = entry.takenOn[name];
    const said = typeof value === 'boolean' ? (value ? own.yes : own.no) : `${writtenNumber(value, language)}${unit}`;
    return `${labelled(label, said, language)}${taken === undefined ? '' : ` (${writtenDate(taken, language)})`}`;
  });
}

/** Choices and lists by their codes, under the instrument that asks them. */
function choiceLines({ entry }: CopiedAssessment): readonly string[] {
  return Object.entries(entry.choices).flatMap(([instrument, given]) => Object.entries(given).map(([name, value]) => `${instrument}, ${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`));
}
