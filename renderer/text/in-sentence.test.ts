import { expect, test } from 'vitest';
import { inSentence } from './in-sentence.ts';

test.each([
  ['Créatinine', 'créatinine'], ['Anti-ADN natif', 'anti-ADN natif'], ['Échographie', 'échographie'], ['FSC', 'FSC'], ['C3, C4', 'C3, C4'], ['Rx mains et pieds', 'Rx mains et pieds'], ['HLA-B27', 'HLA-B27'],
])('%s: %s', (label, said) => {
  expect(inSentence(label)).toBe(said);
});
