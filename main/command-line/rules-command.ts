import { urgencies } from '#contract/triage.ts';
import { checkedRuleset } from '../triage/ruleset-change-rules.ts';
import { breachSentence, guaranteeBreach } from '../triage/ruleset-guarantee-rules.ts';
import { builtInDangerFindings, builtInTriageContent, builtInVignettes, type Ruleset } from '../triage/triage-content.ts';
import { runVignettes } from '../triage/vignette-rules.ts';
import { openForReading } from './clinic-access.ts';
import { type Command, CommandError, type CommandResult, type Invocation, MisuseError, parsedJson, readOptions, required, textOf } from './command.ts';
import { messageIn } from './messages.ts';
import type { Terminal } from './output.ts';
import { passphraseOption } from './passphrase.ts';

/** Tries triage rules from a file: on the shipped vignettes, or on every request of a clinic. Nothing is kept. */
export const rulesCommand: Command = {
  usage: 'print | test --rules FILE | replay --rules FILE --clinic DIR [--passphrase-file FILE] [--json]',
  summary: 'rules.summary',
  help: ['rules.help.print', 'rules.help.test', 'rules.help.replay', 'help.passphrase'],
  run: async (invocation) => {
    const { values, positionals } = readOptions(invocation.args, { ...passphraseOption, rules: { type: 'string' }, clinic: { type: 'string' } }, { positionals: true });
    const [what, ...more] = positionals;
    if (what === 'print' && more.length === 0) return { json: builtInTriageContent.ruleset, lines: [JSON.stringify(builtInTriageContent.ruleset, null, 2)], exitCode: 0 };
    if ((what !== 'test' && what !== 'replay') || more.length > 0) throw new MisuseError('wrongOption', { word: positionals.join(' ') || 'rules' });
    const file = required('--rules', values.rules);
    const directory = what === 'replay' ? required('--clinic', values.clinic) : '';
    const ruleset = rulesIn(parsedJson(await textOf(file)), invocation.terminal);
    return what === 'test' ? tested(ruleset, invocation.terminal) : replayed(ruleset, { directory, passphraseFile: values['passphrase-file'] }, invocation);
  },
};

/** @throws CommandError when the rules do not hold together; what is wrong is told */
function rulesIn(value: unknown, terminal: Terminal): Ruleset {
  const say = messageIn(terminal.language);
  const read = checkedRuleset(value, builtInTriageContent);
  if (read.ok) return read.ruleset;
  for (const { path, code } of read.problems) terminal.tell(say('rules.problem', { path, code }));
  throw new CommandError('rules.refused', { count: read.problems.length });
}

function tested(ruleset: Ruleset, { language }: Terminal): CommandResult {
  const say = messageIn(language);
  const breach = guaranteeBreach(ruleset, builtInDangerFindings);
  const results = runVignettes(ruleset, builtInTriageContent.reasons, builtInVignettes);
  const failed = results.filter(({ faults }) => faults.length > 0);
  return {
    json: { version: ruleset.version, breach, vignettes: results },
    lines: [
      breach ? breachSentence(breach, builtInTriageContent)[language] : say('rules.guarantees'),
      say('rules.vignettes', { passed: results.length - failed.length, total: results.length }),
      ...failed.map(({ id, cls, expected, faults }) => say('rules.vignette', { id, cls, expected, faults: faults.join(', ') })),
    ],
    exitCode: breach || failed.length > 0 ? 1 : 0,
  };
}

async function replayed(ruleset: Ruleset, options: Parameters<typeof openForReading>[0], { terminal, ports }: Invocation): Promise<CommandResult> {
  const say = messageIn(terminal.language);
  const clinic = await openForReading(options, terminal, ports);
  try {
    const cases: { readonly referralId: string; readonly from: string; readonly to: string; readonly before: string; readonly after: string }[] = [];
    const { against, counts } = await clinic.services.ruleReplays.tryRuleset(ruleset, (found) => {
      cases.push(...found.map(({ referralId, from, to, detail }) => ({ referralId, from, to, before: detail.before.rules.join(' '), after: detail.after.rules.join(' ') })));
      return Promise.resolve();
    });
    const { matrix, ...totals } = counts;
    return {
      json: { version: ruleset.version, against, ...totals, matrix, cases },
      lines: [
        say('rules.replayed', { version: ruleset.version, against, ...totals }),
        ['', ...urgencies].join('\t'),
        ...urgencies.map((from) => [from, ...urgencies.map((to) => String(matrix.find((cell) => cell.from === from && cell.to === to)?.count ?? 0))].join('\t')),
        ...cases.map(({ referralId, from, to, before, after }) => [referralId, `${from} → ${to}`, before, after].join('\t')),
      ],
      exitCode: 0,
    };
  } finally {
    await clinic.store.close();
  }
}
