import { describe, expect, test } from 'vitest';
import { languageOf, shellWords } from './shell-words.ts';

describe('words of the menu and the dialogs', () => {
  test('the same in both languages, none empty', () => {
    expect(Object.keys(shellWords('en'))).toEqual(Object.keys(shellWords('fr')));
    for (const language of ['fr', 'en'] as const) expect(Object.values(shellWords(language)).filter((word) => word.trim() === '')).toEqual([]);
  });

  test('typography: ’ and …, a no-break space before a French colon and none before ; ! ?', () => {
    for (const word of [...Object.values(shellWords('fr')), ...Object.values(shellWords('en'))]) expect(word).not.toMatch(/'|\.\.\./);
    for (const word of Object.values(shellWords('fr'))) {
      expect(word).not.toMatch(/[^\u00A0]:/);
      expect(word).not.toMatch(/\s[;!?]/);
    }
  });

  test.each([[['fr-CA', 'en'], 'fr'], [['fr'], 'fr'], [['en-CA', 'fr'], 'en'], [['de'], 'en'], [[], 'en']] as const)('a system that prefers %s gets %s', (preferred, language) => {
    expect(languageOf(preferred)).toBe(language);
  });
});
