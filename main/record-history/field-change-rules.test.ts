import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amendmentOf, fieldChanges, isSameValue } from './field-change-rules.ts';

describe('field changes', () => {
  test('name what differs, in order, an absent field being nothing', () => {
    expect(fieldChanges({ city: 'Laval', phone: null, email: 'a@b.ca' }, { phone: '514', city: 'Laval', note: null })).toEqual([
      { field: 'phone', from: null, to: '514' },
      { field: 'email', from: 'a@b.ca', to: null },
    ]);
  });

  test('a row is compared part by part', () => {
    expect(isSameValue({ system: 's', value: '1', use: null }, { value: '1', system: 's' })).toBe(true);
    expect(isSameValue({ system: 's', value: '1' }, { system: 's', value: '2' })).toBe(false);
    expect(isSameValue({ system: 's' }, null)).toBe(false);
  });

  test('applied to what was, they give what is', () => {
    const values = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.option(fc.oneof(fc.string(), fc.boolean(), fc.integer()), { nil: null }));
    fc.assert(
      fc.property(values, values, (before, after) => {
        const applied = { ...before, ...Object.fromEntries(fieldChanges(before, after).map(({ field, to }) => [field, to])) };
        expect(fieldChanges(applied, after)).toEqual([]);
      }),
    );
  });
});

describe('who amended a field after its source', () => {
  const change = (origin: string, userId: string, from: string | null, to: string | null, field = 'city') => ({ origin, userId, changes: [{ field, from, to }] });

  test.each([
    ['nobody, without a history', 'Laval', [], null],
    ['nobody, when only another field changed', 'Laval', [change('edit', 'sophie', null, '514', 'phone')], null],
    ['whoever edited it', 'Longueuil', [change('edit', 'sophie', 'Laval', 'Longueuil')], 'sophie'],
    ['the last of several', 'Québec', [change('edit', 'sophie', 'Laval', 'Longueuil'), change('edit', 'marc', 'Longueuil', 'Québec')], 'marc'],
    ['nobody, once the edit is taken back', 'Laval', [change('edit', 'sophie', 'Laval', 'Longueuil'), change('undo', 'sophie', 'Longueuil', 'Laval')], null],
    ['the first, once the second is taken back', 'Longueuil', [change('edit', 'sophie', 'Laval', 'Longueuil'), change('edit', 'marc', 'Longueuil', 'Québec'), change('undo', 'marc', 'Québec', 'Longueuil')], 'marc'],
    ['nobody, when the source came after', 'Lévis', [change('edit', 'sophie', 'Laval', 'Laval-Ouest'), change('undo', 'sophie', 'Laval-Ouest', 'Laval'), change('import', 'marc', 'Laval', 'Lévis')], null],
    ['whoever registered the person', 'Laval', [change('created', 'sophie', null, 'Laval')], 'sophie'],
  ])('%s', (_, present, history, expected) => {
    expect(amendmentOf('city', present, history)?.userId ?? null).toBe(expected);
  });
});
