import { describe, expect, test } from 'vitest';
import { catalogues } from './catalogues.ts';
import { typographyFaults } from './typography.ts';

type Tree = { readonly [key: string]: string | Tree };

/** `area:path.to.key` → text. */
function flatten(tree: Tree, prefix: string): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}

function all(language: 'fr' | 'en'): Map<string, string> {
  return new Map(Object.entries(catalogues[language]).flatMap(([area, tree]) => flatten(tree as Tree, `${area}:`)));
}

const french = all('fr');
const english = all('en');
const placeholders = (text: string): string[] => [...text.matchAll(/\{\{\s*([\w.]+)|<(\d+)>/g)].map((match) => match[1] ?? match[2] ?? '').sort();

describe('catalogues', () => {
  test('both languages hold the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...french.keys()].sort());
  });

  test('no text is empty', () => {
    expect([...french, ...english].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });

  test('placeholders are equal in both', () => {
    const unequal = [...french].filter(([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join());
    expect(unequal.map(([key]) => key)).toEqual([]);
  });

  test('a plural has a singular beside it', () => {
    const keys = [...french.keys(), ...english.keys()];
    const widowed = keys.filter((key) => key.endsWith('_other') && !keys.includes(key.replace(/_other$/, '_one')));
    expect(widowed).toEqual([]);
  });

  test('no sentence was left untranslated', () => {
    const untranslated = [...french].filter(([key, text]) => text.split(' ').length > 3 && english.get(key) === text);
    expect(untranslated.map(([key]) => key)).toEqual([]);
  });

  test('French follows the typography of Québec', () => {
    expect([...french].flatMap(([key, text]) => typographyFaults(text, 'fr').map((fault) => `${key}: ${fault}: ${text}`))).toEqual([]);
  });

  test('English follows its own', () => {
    expect([...english].flatMap(([key, text]) => typographyFaults(text, 'en').map((fault) => `${key}: ${fault}: ${text}`))).toEqual([]);
  });
});
