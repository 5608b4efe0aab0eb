import { join } from 'node:path';
import electronLog from 'electron-log/node.js';
import type { Log, LogFacts } from '../ports.ts';
import { redactError } from './redact.ts';

/** A log file `logs/relais.log` in the data folder, one JSON object a line, rotated at 5 MB. */
export function openFileLog(dataDirectory: string): Log {
  const logger = electronLog.create({ logId: 'relais' });
  logger.transports.console.level = false;
  logger.transports.file.level = 'info';
  logger.transports.file.maxSize = 5 * 1024 * 1024;
  logger.transports.file.format = '{y}-{m}-{d}T{h}:{i}:{s}.{ms} {level} {text}';
  logger.transports.file.resolvePathFn = () => join(dataDirectory, 'logs', 'relais.log');
  const line = (event: string, facts: object) => JSON.stringify({ event, ...facts });
  return {
    info: (event, facts = {}) => logger.info(line(event, facts)),
    warn: (event, facts = {}) => logger.warn(line(event, facts)),
    error: (event, error, facts = {}) => logger.error(line(event, { ...facts, error: redactError(error) })),
  };
}

/** A log kept in memory, for tests and for commands that report in their own way. */
export function memoryLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const add = (level: string) => (event: string, facts: LogFacts = {}) => void lines.push(JSON.stringify({ level, event, ...facts }));
  return {
    lines,
    info: add('info'),
    warn: add('warn'),
    error: (event, error, facts = {}) => void lines.push(JSON.stringify({ level: 'error', event, ...facts, error: redactError(error) })),
  };
}
