import type { Language } from '#contract/values.ts';
import { readDefinition, type PathwayDefinition } from '../pathways/definition-file.ts';
import { builtInPathways, toxicityGradings } from '../pathways/pathway-content.ts';
import { criterionNamed, type SimulatedFlow, simulatePathway } from '../pathways/pathway-simulation.ts';
import { type Command, CommandError, type CommandResult, MisuseError, readOptions, textOf, wholeNumber } from './command.ts';
import { messageIn } from './messages.ts';
import type { Terminal } from './output.ts';

const mostPatients = 100_000;

/** Definitions of care pathways: printed to begin from, checked, tried on people who do not exist. Needs no clinic, keeps nothing. */
export const pathwayCommand: Command = {
  usage: 'print [ID] | check FILE | simulate FILE --patients N --seed S  [--json]',
  summary: 'pathway.summary',
  help: ['pathway.help.print', 'pathway.help.check', 'pathway.help.simulate'],
  run: async ({ args, terminal }) => {
    const { values, positionals } = readOptions(args, { patients: { type: 'string' }, seed: { type: 'string' } }, { positionals: true });
    const [what, name, ...more] = positionals;
    if ((what !== 'print' && what !== 'check' && what !== 'simulate') || more.length > 0) throw new MisuseError('wrongOption', { word: (more.length > 0 ? more : positionals).join(' ') || 'pathway' });
    if (what === 'print') return printed(name, terminal.language);
    if (name === undefined) throw new MisuseError('missingOption', { option: 'FILE' });
    const definition = definitionIn(await textOf(name), name, terminal);
    if (what === 'check') {
      const { id, version, body } = definition;
      return { json: { ok: true, id, version }, lines: [messageIn(terminal.language)('pathway.sound', { id, version, phases: body.phases.length, steps: body.phases.flatMap(({ steps }) => steps).length })], exitCode: 0 };
    }
    const patients = wholeNumber('--patients', values.patients ?? '1000', { min: 1, max: mostPatients });
    const seed = wholeNumber('--seed', values.seed ?? '1', { min: 0, max: 999_999_999 });
    const toxicity = definition.body.toxicity === null ? null : (toxicityGradings.get(definition.body.toxicity) ?? null);
    return shown(definition, simulatePathway(definition.body, toxicity, { patients, seed }), terminal.language);
  },
};

function printed(name: string | undefined, language: Language): CommandResult {
  if (name === undefined) return { json: builtInPathways.map(({ id, version, body }) => ({ id, version, label: body.label[language] })), lines: builtInPathways.map(({ id, version, body }) => [id, version, body.label[language]].join('\t')), exitCode: 0 };
  const found = builtInPathways.find(({ id }) => id === name);
  if (!found) throw new CommandError('pathway.unknown', { name, known: builtInPathways.map(({ id }) => id).join(', ') });
  return { json: found, lines: [JSON.stringify(found, null, 2)], exitCode: 0 };
}

/** @throws CommandError when it does not hold together; every line that is wrong is told */
function definitionIn(text: string, file: string, terminal: Terminal): PathwayDefinition {
  const read = readDefinition(text, terminal.language);
  if (read.ok) return read.definition;
  const say = messageIn(terminal.language);
  for (const { line, column, path, text: problem } of read.problems) terminal.tell(say('pathway.problem', { file, line, column, path, problem }));
  throw new CommandError('pathway.refused', { count: read.problems.length });
}

function shown({ id, version, body }: PathwayDefinition, flow: SimulatedFlow, language: Language): CommandResult {
  const say = messageIn(language);
  const named = (code: string): string => (criterionNamed(body, code) ?? body.exits.find((one) => one.code === code) ?? body.checklists.flatMap(({ items }) => items).find((one) => one.code === code))?.label[language] ?? code;
  const toxicity = body.toxicity === null ? null : toxicityGradings.get(body.toxicity);
  const counted = (title: string, counts: ReadonlyMap<string, number>, words = named): readonly string[] =>
    [...counts].sort(([one, some], [other, more]) => more - some || (one < other ? -1 : 1)).map(([code, count]) => `  ${title}\t${words(code)}\t${count}`);
  const share = (count: number): string => `${Math.round((100 * count) / Math.max(1, flow.included))}`;
  return {
    json: {
      id, version, patients: flow.patients, seed: flow.seed, included: flow.included, keptOut: Object.fromEntries(flow.keptOut),
      phases: flow.phases.map(({ code, entered, waitedFor }) => ({ code, entered, waitedFor: Object.fromEntries(waitedFor) })), doses: Object.fromEntries(flow.doses), hold: Object.fromEntries(flow.held.hold), noGo: Object.fromEntries(flow.held['no-go']),
      grades: Object.fromEntries(flow.grades), organs: Object.fromEntries(flow.organs), suspensions: flow.suspensions, left: Object.fromEntries(flow.left), completed: flow.completed, unfinished: flow.unfinished,
    },
    lines: [
      say('pathway.flow', { id, version, patients: flow.patients, seed: flow.seed }),
      ...counted(say('pathway.keptOut'), flow.keptOut),
      say('pathway.included', { count: flow.included }),
      ...flow.phases.flatMap(({ code, entered, waitedFor }) => [
        say('pathway.phase', { label: body.phases.find((one) => one.code === code)?.label[language] ?? code, count: entered, share: share(entered) }),
        ...counted(say('pathway.waited'), waitedFor),
      ]),
      ...counted(say('pathway.doses'), flow.doses, (site) => say(`pathway.site.${site as 'home'}`)),
      ...counted('NO-GO', flow.held['no-go']),
      ...counted('HOLD', flow.held.hold),
      ...[...flow.grades].sort(([one], [other]) => one - other).map(([grade, count]) => `  ${say('pathway.grade', { grade })}\t${count}`),
      ...counted(say('pathway.organ'), flow.organs, (organ) => toxicity?.organs.find(({ code }) => code === organ)?.label[language] ?? organ),
      ...(flow.suspensions > 0 ? [say('pathway.suspensions', { count: flow.suspensions })] : []),
      ...counted(say('pathway.left'), flow.left),
      say('pathway.completed', { count: flow.completed, share: share(flow.completed), unfinished: flow.unfinished }),
    ],
    exitCode: 0,
  };
}
