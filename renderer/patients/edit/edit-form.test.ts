import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editFields, type EditForm, formOf, type IdentifierForm, issuesIn, readEdit } from './edit-form.ts';
import { mergeEdits, withValue } from './three-way-merge.ts';

/** The row of the insurance number. */
const nam = '01a20118-d32d-70c8-be41-129bde9ec6dc';
const record = {
  identity: {
    familyName: 'Béland', givenName: 'Maryse', birthFamilyName: null, birthDate: '1958-03', administrativeSex: 'F' as const, gender: null, language: 'fr-CA', phone: '514 555-0101', email: null,
    addressLine: null, city: 'Laval', postalCode: null, regionCode: '13', mobility: 'aid' as const, teleSuitability: 'yes' as const, deceased: false, deceasedOn: null, prefix: null,
    birthPlaceCode: null, maritalStatus: 'married', country: 'CA', identityDocument: null, identityVerifiedOn: null,
  },
  identifiers: [{ id: nam, system: 'urn:relais:identifier:ramq-nam', value: 'BELM58531412', use: null, issuer: null, validFrom: '2020-01-01T05:00:00.000Z', validTo: null, insQualified: false }],
};
const shown = formOf(record);

describe('what a form changes', () => {
  test('is what differs from the record as it was shown, and nothing else', () => {
    expect(readEdit(shown, shown)).toEqual({ fields: {}, identifiers: null });
    expect(readEdit({ ...shown, city: ' Lévis ', phone: '', deceased: 'yes', deceasedOn: 'mars 2026', birthDate: '14 mars 1958' }, shown)).toEqual({
      fields: { birthDate: '1958-03-14', city: 'Lévis', phone: null, deceased: true, deceasedOn: '2026-03' }, identifiers: null,
    });
  });

  test('a number ended keeps what came with it; all numbers are sent', () => {
    const [row] = shown.identifiers as [IdentifierForm];
    expect(row.value).toBe('BELM 5853 1412');
    expect(readEdit({ ...shown, identifiers: [{ ...row, validTo: '2026' }] }, shown)).toMatchObject({ fields: {}, identifiers: [{ id: nam, validFrom: '2020-01-01T05:00:00.000Z', validTo: '2026' }] });
    expect(readEdit({ ...shown, identifiers: [] }, shown)).toMatchObject({ identifiers: [] });
  });

  test.each<[string, Partial<EditForm>, { path: string; code: string }]>([
    ['a date that is none', { birthDate: '31 février 1958' }, { path: 'birthDate', code: 'DATE' }],
    ['no name', { familyName: ' ' }, { path: 'familyName', code: 'REQUIRED' }],
    ['no birth date where there was one', { birthDate: '' }, { path: 'birthDate', code: 'REQUIRED' }],
    ['a text too long', { city: 'x'.repeat(81) }, { path: 'city', code: 'TOO_LONG' }],
    ['a number’s date', { identifiers: [{ ...shown.identifiers[0]!, validTo: 'hier' }] }, { path: `identifiers.${nam}`, code: 'DATE' }],
  ])('%s is told at its field', (_, over, issue) => {
    expect(readEdit({ ...shown, ...over }, shown)).toEqual({ issues: [issue] });
  });

  test('issues of main are read with their path', () => {
    expect(issuesIn({ issues: [{ path: 'birthDate', code: 'FUTURE' }, { path: 'identifiers.a', code: 'FORMAT' }] })).toEqual([{ path: 'birthDate', code: 'FUTURE' }, { path: 'identifiers.a', code: 'FORMAT' }]);
    expect(issuesIn(null)).toEqual([]);
  });
});

describe('two people on one record', () => {
  test('what only one changed is merged, what both changed is put to the person', () => {
    const mine = { ...shown, city: 'Lévis', phone: '418 555-0102' };
    const theirs = { ...shown, city: 'Québec', email: 'm@example.org' };
    const merge = mergeEdits(shown, mine, theirs);
    expect(merge.collisions).toEqual([{ field: 'city', mine: 'Lévis', theirs: 'Québec' }]);
    expect(merge.taken).toEqual([{ field: 'email', from: '', to: 'm@example.org' }]);
    expect(merge.form).toEqual({ ...shown, city: 'Lévis', phone: '418 555-0102', email: 'm@example.org' });
    expect(withValue(merge.form, 'city', 'Québec').city).toBe('Québec');
  });

  test('numbers are merged row by row', () => {
    const [row] = shown.identifiers as [IdentifierForm];
    const file = { ...row, id: 'b', system: 'urn:relais:identifier:clinic-file', value: 'F-1' };
    const merge = mergeEdits(shown, { ...shown, identifiers: [{ ...row, value: 'BELM 5853 1413' }] }, { ...shown, identifiers: [file] });
    expect(merge.collisions).toEqual([{ field: `identifier:${nam}`, mine: JSON.stringify({ ...row, value: 'BELM 5853 1413' }), theirs: '' }]);
    expect(merge.form.identifiers).toEqual([file, { ...row, value: 'BELM 5853 1413' }]);
    expect(withValue(merge.form, `identifier:${nam}`, '').identifiers).toEqual([file]);
  });

  test('nothing typed is lost, and nothing of the other is overwritten unseen', () => {
    const words = fc.constantFrom('', 'a', 'b', 'c');
    const form = fc.record(Object.fromEntries(editFields.map((field) => [field, words]))).map((fields) => ({ ...fields, identifiers: [] }) as unknown as EditForm);
    fc.assert(
      fc.property(form, form, form, (base, mine, theirs) => {
        const { form: merged, collisions, taken } = mergeEdits(base, mine, theirs);
        for (const field of editFields) {
          if (mine[field] !== base[field]) expect(merged[field]).toBe(mine[field]);
          if (theirs[field] !== merged[field]) expect(mine[field]).not.toBe(base[field]);
          if (theirs[field] !== base[field] && theirs[field] !== merged[field]) expect(collisions.map((one) => one.field)).toContain(field);
          if (theirs[field] !== base[field] && mine[field] === base[field]) expect(taken.map((one) => one.field)).toContain(field);
        }
      }),
    );
  });
});
