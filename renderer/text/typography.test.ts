import { describe, expect, test } from 'vitest';
import { typographyFaults } from './typography.ts';

const nbsp = '\u00A0';

describe('typographyFaults', () => {
  test.each([
    `Tri${nbsp}: temps restant`,
    `«${nbsp}Restaurer une clinique${nbsp}»`,
    'Prêt? Oui!',
    'ratio 1:320',
    'https://exemple.test',
    `10${nbsp}h${nbsp}12`,
  ])('%s is well set', (text) => {
    expect(typographyFaults(text, 'fr')).toEqual([]);
  });

  test.each([
    'Tri : temps',
    'Tri: temps',
    `Prêt${nbsp}?`,
    'Prêt ?',
    '« ordinaire »',
    "l'ordinateur",
    'Attendez...',
    '10 h 12',
    'un "mot"',
    'deux  espaces',
  ])('%s is not', (text) => {
    expect(typographyFaults(text, 'fr')).not.toEqual([]);
  });

  test('English keeps its colon tight', () => {
    expect(typographyFaults('Sorted by: time left', 'en')).toEqual([]);
    expect(typographyFaults("it's", 'en')).not.toEqual([]);
  });
});
