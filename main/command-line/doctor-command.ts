import { type Command, readOptions, required } from './command.ts';
import { type Check, examineClinic } from './doctor-checks.ts';
import { messageIn, type Say } from './messages.ts';
import { passphraseFor, passphraseOption } from './passphrase.ts';

/** Examines a clinic and changes nothing. */
export const doctorCommand: Command = {
  usage: '--clinic DIR [--passphrase-file FILE] [--json]',
  summary: 'doctor.summary',
  help: ['doctor.help', 'help.passphrase'],
  run: async ({ args, terminal }) => {
    const { values } = readOptions(args, { ...passphraseOption, clinic: { type: 'string' } });
    const directory = required('--clinic', values.clinic);
    const checks = await examineClinic(directory, (keyring) => passphraseFor(keyring, values['passphrase-file'], terminal));
    const say = messageIn(terminal.language);
    const failed = checks.filter(({ status }) => status === 'failed');
    const complete = checks.every(({ status }) => status !== 'skipped');
    const verdict = failed.length > 0 ? say('doctor.wrong', { checks: failed.map(({ check }) => say(`doctor.${check}`)).join(', ') }) : say(complete ? 'doctor.sound' : 'doctor.soundSoFar');
    return {
      json: { ok: failed.length === 0, complete, checks },
      lines: [...checks.map((check) => lineOf(check, say)), verdict],
      exitCode: failed.length === 0 ? 0 : 1,
    };
  },
};

function lineOf({ check, status, facts }: Check, say: Say): string {
  const told = Object.entries(facts).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const width = Math.max(...(['ok', 'note', 'failed', 'skipped'] as const).map((one) => say(`doctor.status.${one}`).length));
  return `${say(`doctor.status.${status}`).padEnd(width)}  ${say(`doctor.${check}`)}${told.length > 0 ? `  ${told.join(' ')}` : ''}`;
}
