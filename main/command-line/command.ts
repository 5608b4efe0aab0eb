import { readFile } from 'node:fs/promises';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Language } from '#contract/values.ts';
import type { Ports } from '../ports.ts';
import type { MessageKey } from './messages.ts';
import type { Terminal } from './output.ts';

/** What a command is given. */
export interface Invocation {
  /** What follows the command's name. */
  readonly args: readonly string[];
  readonly terminal: Terminal;
  readonly ports: Ports;
}

/** What a command answers: `json` is printed with `--json`, `lines` otherwise. */
export interface CommandResult {
  readonly json: unknown;
  readonly lines: readonly string[];
  /** 0 done; 1 done in part, or something found wrong. */
  readonly exitCode: 0 | 1;
}

export interface Command {
  /** What follows the name in the one-line usage: options and arguments, the same in every language. */
  readonly usage: string;
  readonly summary: MessageKey;
  /** Explanations of its options, shown by `--help`. */
  readonly help: readonly MessageKey[];
  /** The language these arguments ask for, in commands that take one for what they say. */
  languageIn?(args: readonly string[]): Language | undefined;
  run(invocation: Invocation): Promise<CommandResult>;
}

/** The command was written wrongly: exit 2. */
export class MisuseError extends Error {
  readonly key: MessageKey;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(key: MessageKey, values: Readonly<Record<string, string | number>> = {}) {
    super(key);
    this.name = 'MisuseError';
    this.key = key;
    this.values = values;
  }
}

/** The command was right and could not be done: exit 1. */
export class CommandError extends Error {
  readonly key: MessageKey;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(key: MessageKey, values: Readonly<Record<string, string | number>> = {}, options?: ErrorOptions) {
    super(key, options);
    this.name = 'CommandError';
    this.key = key;
    this.values = values;
  }
}

const everyCommand = { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const;

/**
 * Reads a command's options, to which `--json` and `--help` are added.
 *
 * @throws MisuseError for an option or argument the command does not have
 */
export function readOptions<O extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: O, settings: { positionals?: boolean } = {}) {
  try {
    return parseArgs({ args: [...args], options: { ...options, ...everyCommand }, allowPositionals: settings.positionals ?? false, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))) throw error;
    const word = /'([^']+)'/.exec(error.message)?.[1] ?? '';
    throw new MisuseError('wrongOption', { word });
  }
}

/**
 * A whole number within bounds.
 *
 * @throws MisuseError
 */
export function wholeNumber(option: string, text: string, bounds: { min: number; max: number }): number {
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value < bounds.min || value > bounds.max) throw new MisuseError('wrongNumber', { option, ...bounds });
  return value;
}

/** @throws MisuseError when the option was not given */
export function required(option: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new MisuseError('missingOption', { option });
  return value;
}

/** @throws CommandError, whose words never quote the text: it may hold a name */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    // The parser's message quotes the text.
    throw new CommandError('notJson');
  }
}

/** The text of a file the command was given. @throws MisuseError */
export async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // Which of the file system's reasons it was does not change what to do.
    throw new MisuseError('fileUnreadable', { file });
  }
}
