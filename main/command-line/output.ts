import type { Language } from '#contract/values.ts';

/** Where a command writes and what it knows of the place it runs in. Results go to `out`, everything else to `tell`. */
export interface Terminal {
  readonly language: Language;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Name of the operating-system account, for the audit trail. */
  readonly account: string;
  readonly stdin: () => Promise<string>;
  out(line: string): void;
  tell(line: string): void;
}

/** The terminal of this process. */
export function processTerminal(environment: NodeJS.ProcessEnv, account: string): Terminal {
  // Whoever reads may leave before the end (`| head`); that is not a failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    language: languageOf(environment),
    environment,
    account,
    stdin: readStandardInput,
    out: (line) => void process.stdout.write(`${line}\n`),
    tell: (line) => void process.stderr.write(`${line}\n`),
  };
}

/** French when the locale is French, English otherwise; the launchers do the same. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return /^fr/i.test(locale) ? 'fr' : 'en';
}

async function readStandardInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
