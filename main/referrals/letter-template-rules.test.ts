import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { letterKind } from '#contract/letters.ts';
import { type FieldValues, fieldName, fillTemplate, letterFields, readTemplate, shippedTemplate } from './letter-template-rules.ts';

const values = (over: Partial<FieldValues> = {}): FieldValues => ({ ...(Object.fromEntries(letterFields.map((field) => [field, ''])) as FieldValues), ...over });
const languages = ['fr', 'en'] as const;

describe('letter templates', () => {
  test.each(letterKind.options.flatMap((kind) => languages.map((language) => [kind, language] as const)))('the shipped %s in %s knows all its fields', (kind, language) => {
    expect(readTemplate(shippedTemplate(kind, language), language).problems).toEqual([]);
  });

  test('no two fields have one name in a language', () => {
    for (const language of languages) expect(new Set(letterFields.map((field) => fieldName(field, language))).size).toBe(letterFields.length);
  });

  test('a field is found by its name, whatever its capitals and spaces', () => {
    expect(fillTemplate('Pour { Date  de Naissance }.', 'fr', values({ birthDate: '8 février 1979' })).text).toBe('Pour 8 février 1979.');
  });

  test('an unknown field is told, with the known one it resembles; one of the other language is unknown', () => {
    expect(readTemplate('{patiant} {xyzzy} {birth date}', 'fr').problems).toEqual([
      { code: 'unknown-field', name: 'patiant', nearest: 'patient' }, { code: 'unknown-field', name: 'xyzzy', nearest: null }, { code: 'unknown-field', name: 'birth date', nearest: null },
    ]);
  });

  test('braces without their other are told', () => {
    expect(readTemplate('Pour {patient\n\nMerci}', 'fr').problems.map(({ code }) => code)).toEqual(['unclosed-field', 'stray-brace']);
  });

  test('a paragraph whose fields are all empty is left out; elsewhere the name stays to be completed', () => {
    const body = 'Bonjour.\n\nMotif :\n{motif}\n\nPour {patient}, classe {classe}.';
    expect(fillTemplate(body, 'fr', values({ patient: 'Maryse Béland' }))).toEqual({ text: 'Bonjour.\n\nPour Maryse Béland, classe [classe].', empty: ['motif', 'classe'] });
  });

  test('what a value holds is never read as a field, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom('{motif}', '{patient}', '${7*7}', '<script>', '{{signataire}}', '$&', '\\'), fc.string(), (nasty, any) => {
        const said = `a${nasty}${any.replace(/\s/g, '')}b`;
        expect(fillTemplate('X {avis} Y', 'fr', values({ advice: said, refusal: 'SECRET', patient: 'SECRET', signer: 'SECRET' })).text).toBe(`X ${said} Y`);
      }),
    );
  });
});
