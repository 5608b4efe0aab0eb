import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { memoryLog, openFileLog } from './log.ts';
import { redactError } from './redact.ts';

const planted = 'Bergeron-Quenneville';

function failing(): Error {
  return Object.assign(new TypeError(`cannot read ${planted}\n    at ${planted} (/home/${planted}/dossier.ts:1:1)`, { cause: Object.assign(new Error(planted), { code: 'SQLITE_CONSTRAINT_UNIQUE' }) }), { code: 'ERR_X', query: planted });
}

describe('an error written down', () => {
  test('keeps its kind, its code and where it happened', () => {
    const redacted = redactError(failing());
    expect(redacted).toMatchObject({ name: 'TypeError', code: 'ERR_X', cause: { name: 'Error', code: 'SQLITE_CONSTRAINT_UNIQUE' } });
    expect(redacted.frames.some((frame) => /platform\/redact\.test\.ts:\d+/.test(frame))).toBe(true);
  });

  test('loses its message, its properties and the folders of the machine', () => {
    const error = new Error(`duplicate ${planted}`, { cause: planted });
    const text = JSON.stringify(redactError(Object.assign(error, { detail: planted, code: `${planted} 12` })));
    expect(text).not.toContain(planted);
    expect(text).not.toContain(process.cwd());
  });

  test('a message that imitates a stack is not taken for one', () => {
    expect(JSON.stringify(redactError(failing()))).not.toContain(planted);
  });

  test('a message changed since the stack was taken takes the frames with it', () => {
    const error = failing();
    error.message = 'something else';
    expect(JSON.stringify(redactError(error))).not.toContain(planted);
  });

  test.each([planted, { name: planted }, null, undefined, 12])('%j thrown says only what kind of thing it was', (thrown) => {
    expect(JSON.stringify(redactError(thrown))).not.toContain(planted);
  });

  test('causes that go round in a circle end', () => {
    const error: Error & { cause?: unknown } = new Error('a');
    error.cause = error;
    expect(JSON.stringify(redactError(error)).length).toBeLessThan(20_000);
  });
});

describe('the log', () => {
  test('in memory and in its file holds events and facts, and nothing of an error’s words', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'relais-log-'));
    try {
      const kept = memoryLog();
      for (const log of [kept, openFileLog(directory)]) {
        log.info('operation.slow', { name: 'patients.open', milliseconds: 61 });
        log.warn('lock.taken-over');
        log.error('incident', failing(), { reference: '4F1C-0912' });
      }
      await wait(50);
      const written = readFileSync(join(directory, 'logs', 'relais.log'), 'utf8');
      for (const text of [written, kept.lines.join('\n')]) {
        expect(text).toContain('"milliseconds":61');
        expect(text).toContain('4F1C-0912');
        expect(text).not.toContain(planted);
      }
      expect(written.trim().split('\n')).toHaveLength(3);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
