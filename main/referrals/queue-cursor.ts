import { z } from 'zod';
import { DeclaredError } from '../platform/declared-error.ts';
import type { QueueCursor, QueueList } from './queue-repository.ts';

const openCursor = z.tuple([z.int(), z.string(), z.string(), z.string()]);
const doneCursor = z.tuple([z.string(), z.string()]);

/** The place where a page ended, opaque to the page. */
export function encodeCursor(cursor: QueueCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * Reads a cursor given back.
 *
 * @throws DeclaredError `INVALID` when it is not one of this list
 */
export function decodeCursor(list: QueueList, text: string): QueueCursor {
  const parsed = (list === 'done' ? doneCursor : openCursor).safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (!parsed.success) throw new DeclaredError('INVALID', { issues: [{ path: 'after', code: 'CURSOR' }] });
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
