import { expect, test } from 'vitest';
import { matchesWords } from './palette-match.ts';

test.each([
  ['', 'Registre', true],
  ['reg', 'Registre', true],
  ['gis', 'Registre', false],
  ['hui', 'Aujourd’hui', true],
  ["aujourd'h", 'Aujourd’hui', true],
  ['ECHE', 'Échéances du mois', true],
  ['mois éch', 'Échéances du mois', true],
  ['mois x', 'Échéances du mois', false],
])('%s finds %s: %s', (typed, label, expected) => {
  expect(matchesWords(typed, label)).toBe(expected);
});
