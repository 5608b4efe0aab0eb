import packageDescription from '../../package.json' with { type: 'json' };
import { isDeclaredError } from '../platform/declared-error.ts';
import { StoreUnreadableError } from '../platform/database/open-database.ts';
import { redactError } from '../platform/redact.ts';
import type { Ports } from '../ports.ts';
import { auditCommand } from './audit-command.ts';
import { backupCommand } from './backup-command.ts';
import { type Command, CommandError, MisuseError } from './command.ts';
import { demoCommand } from './demo-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { exportCommand } from './export-command.ts';
import { importFilesCommand } from './import-files-command.ts';
import { initCommand } from './init-command.ts';
import { refusalIn } from './refusal-words.ts';
import { messageIn } from './messages.ts';
import type { Terminal } from './output.ts';
import { passphraseCommand } from './passphrase-command.ts';
import { planCommand } from './plan-command.ts';
import { pathwayCommand } from './pathway-command.ts';
import { rekeyCommand } from './rekey-command.ts';
import { restoreCommand } from './restore-command.ts';
import { rulesCommand } from './rules-command.ts';
import { scoreCommand } from './score-command.ts';
import { bookCommand } from './book-command.ts';
import { slotsCommand } from './slots-command.ts';
import { programmeCommand } from './programme-command.ts';
import { icsCommand } from './ics-command.ts';
import { searchCommand } from './search-command.ts';
import { serveCommand } from './serve-command.ts';
import { triageFileCommand } from './triage-file-command.ts';

const commands: Readonly<Record<string, Command>> = {
  init: initCommand,
  demo: demoCommand,
  serve: serveCommand,
  import: importFilesCommand,
  export: exportCommand,
  ics: icsCommand,
  programme: programmeCommand,
  search: searchCommand,
  triage: triageFileCommand,
  plan: planCommand,
  slots: slotsCommand,
  book: bookCommand,
  rules: rulesCommand,
  pathway: pathwayCommand,
  score: scoreCommand,
  doctor: doctorCommand,
  backup: backupCommand,
  restore: restoreCommand,
  audit: auditCommand,
  passphrase: passphraseCommand,
  rekey: rekeyCommand,
};

/**
 * Runs one command. Results go to standard output, in JSON with `--json`; everything else to standard error.
 *
 * @param args what follows the program's name
 * @returns 0 done, 1 refused or done in part, 2 misuse
 */
export async function runCommandLine(args: readonly string[], ownTerminal: Terminal, ports: Ports): Promise<0 | 1 | 2> {
  const [name, ...rest] = args;
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  const terminal = { ...ownTerminal, language: command?.languageIn?.(rest) ?? ownTerminal.language };
  const say = messageIn(terminal.language);
  if (name === '--version') {
    terminal.out(packageDescription.version);
    return 0;
  }
  if (name === undefined || name === '--help' || name === 'help') {
    const lines = overview(terminal);
    for (const line of lines) (name === undefined ? terminal.tell : terminal.out)(line);
    return name === undefined ? 2 : 0;
  }
  if (!command) {
    terminal.tell(say('unknownCommand', { name }));
    return 2;
  }
  if (rest.includes('--help')) {
    for (const line of helpOf(name, command, terminal)) terminal.out(line);
    return 0;
  }
  try {
    const result = await command.run({ args: rest, terminal, ports });
    if (rest.includes('--json')) {
      if (result.json !== undefined) terminal.out(JSON.stringify(result.json));
    } else for (const line of result.lines) terminal.out(line);
    return result.exitCode;
  } catch (error) {
    if (error instanceof MisuseError) {
      terminal.tell(say(error.key, error.values));
      terminal.tell(say('usageLine', { usage: `relais ${name} ${command.usage}` }));
      return 2;
    }
    terminal.tell(failure(error, terminal, ports));
    return 1;
  }
}

function failure(error: unknown, terminal: Terminal, ports: Ports): string {
  const say = messageIn(terminal.language);
  if (error instanceof CommandError) return say(error.key, error.values);
  if (error instanceof StoreUnreadableError) return say(`store.${error.reason}`);
  if (isDeclaredError(error)) return refusalIn(terminal.language, error);
  ports.log.error('command.failed', error);
  const { name, code, frames } = redactError(error);
  return say('incident', { what: [name, code].filter(Boolean).join(' '), where: frames[0] ?? '-' });
}

function overview(terminal: Terminal): readonly string[] {
  const say = messageIn(terminal.language);
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return [
    say('overview'),
    '',
    ...Object.entries(commands).map(([name, command]) => `  ${name.padEnd(width)}  ${say(command.summary)}`),
    '',
    say('overviewEnd'),
  ];
}

function helpOf(name: string, command: Command, terminal: Terminal): readonly string[] {
  const say = messageIn(terminal.language);
  return [say('usageLine', { usage: `relais ${name} ${command.usage}` }), '', say(command.summary), ...command.help.map((key) => `  ${say(key)}`), `  ${say('help.json')}`];
}
