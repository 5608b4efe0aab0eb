import { z } from 'zod';
import { id } from '#contract/values.ts';
import { DeclaredError } from '../platform/declared-error.ts';

/** Where a page of the registry ended. Short, and without a name: the sort key is looked up again. */
export interface RegistryCursor {
  /** 0 in an order that is not that of a search. */
  readonly tier: 0 | 1 | 2 | 3 | 4;
  readonly patientId: string;
}

const shape = z.tuple([z.enum(['0', '1', '2', '3', '4']), id]);

/** The cursor as the page carries it. */
export function encodeCursor({ tier, patientId }: RegistryCursor): string {
  return `${tier}.${patientId}`;
}

/** @throws DeclaredError `INVALID` for a text this module did not make */
export function decodeCursor(text: string): RegistryCursor {
  const parsed = shape.safeParse(text.split('.'));
  if (!parsed.success) throw new DeclaredError('INVALID', { issues: [{ path: 'after', code: 'CURSOR' }] });
  return { tier: Number(parsed.data[0]) as RegistryCursor['tier'], patientId: parsed.data[1] };
}
