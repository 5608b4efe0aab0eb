import { z } from 'zod';
import { DeclaredError } from '../platform/declared-error.ts';
import type { HistoryPosition } from '../record-history/record-history.ts';

const position = z.tuple([z.string().max(40), z.string().max(60)]);

/** Where a page of a history ended, opaque to the page that asks for the next. */
export function encodePosition({ at, id }: HistoryPosition): string {
  return JSON.stringify([at, id]);
}

/** @throws DeclaredError `INVALID` for a cursor that is not ours */
export function decodePosition(cursor: string): HistoryPosition {
  try {
    const [at, id] = position.parse(JSON.parse(cursor));
    return { at, id };
  } catch {
    throw new DeclaredError('INVALID', { issues: [{ path: 'after', code: 'CURSOR' }] });
  }
}
