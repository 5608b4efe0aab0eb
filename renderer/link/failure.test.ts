import { ORPCError } from '@orpc/client';
import { describe, expect, test } from 'vitest';
import { hasCode, toFailure } from './failure.ts';

describe('toFailure', () => {
  test('a declared error keeps its code and data', () => {
    const failure = toFailure(new ORPCError('SLOT_TAKEN', { data: { any: 1 } }));
    expect(failure).toEqual({ code: 'SLOT_TAKEN', data: { any: 1 }, reference: null });
  });

  test('an incident keeps its reference', () => {
    expect(toFailure(new ORPCError('INCIDENT', { data: { reference: '4F1C-0912' } })).reference).toBe('4F1C-0912');
  });

  test('an undeclared error is an incident', () => {
    expect(toFailure(new ORPCError('SOMETHING_ELSE')).code).toBe('INCIDENT');
    expect(toFailure(new TypeError('x')).code).toBe('INCIDENT');
  });

  test('a cut connection is told apart', () => {
    expect(hasCode(new ORPCError('UNAVAILABLE'), 'UNAVAILABLE')).toBe(true);
    expect(hasCode(null, 'UNAVAILABLE')).toBe(false);
  });
});
