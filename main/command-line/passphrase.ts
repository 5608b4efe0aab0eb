import { readFileSync } from 'node:fs';
import { demonstrationPassphrase } from '../clinics/demonstration.ts';
import { MisuseError } from './command.ts';
import type { Terminal } from './output.ts';

/** The option every command with a clinic has. */
export const passphraseOption = { 'passphrase-file': { type: 'string' } } as const;

/**
 * The clinic's passphrase, from `--passphrase-file` or the file named by RELAIS_PASSPHRASE_FILE, without the line end
 * an editor adds. Never an argument: arguments are seen by every account of the machine.
 *
 * @returns the passphrase; undefined when no file is named
 * @throws MisuseError when the file cannot be read or is empty
 */
export function readPassphrase(option: string | undefined, terminal: Terminal): string | undefined {
  const file = option ?? (terminal.environment['RELAIS_PASSPHRASE_FILE'] || undefined);
  return file === undefined ? undefined : readSecretFile(file);
}

/** The same, with the published passphrase for a demonstration clinic. */
export function passphraseFor(clinic: { readonly demonstration: boolean }, option: string | undefined, terminal: Terminal): string | undefined {
  return readPassphrase(option, terminal) ?? (clinic.demonstration ? demonstrationPassphrase : undefined);
}

/**
 * A secret kept in a file of its own.
 *
 * @throws MisuseError when the file cannot be read or is empty
 */
export function readSecretFile(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Which of the file system's reasons it was does not change what to do.
    throw new MisuseError('fileUnreadable', { file });
  }
  const secret = text.replace(/^\uFEFF/, '').replace(/\r?\n$/, '');
  if (secret === '') throw new MisuseError('fileEmpty', { file });
  return secret;
}
