import { expect, test } from 'vitest';
import { drugNames } from './drug-words.ts';

const catalogue = [{ label: { fr: 'Méthotrexate', en: 'Methotrexate' } }, { label: { fr: 'Acide folique', en: 'Folic acid' } }, { label: { fr: 'Acide', en: 'Acid' } }, { label: { fr: 'Rituximab', en: 'Rituximab' } }];

test.each([
  ['Méthotrexate', 'Methotrexate'], ['MÉTHOTREXATE 2,5 mg', 'Methotrexate 2,5 mg'], ['Acide folique', 'Folic acid'], ['Acide folique 5 mg', 'Folic acid 5 mg'], ['Rituximab (RIXIMYO)', 'Rituximab (RIXIMYO)'],
  ['Folic acid', 'Folic acid'], ['Méthotrexatose', 'Méthotrexatose'], ['Oméga-3', 'Oméga-3'], ['', ''],
])('%s in English: %s', (text, said) => expect(drugNames(catalogue, 'en')(text)).toBe(said));

test('and back in French', () => {
  expect(drugNames(catalogue, 'fr')('Folic acid 5 mg')).toBe('Acide folique 5 mg');
});
