import { expect, test } from 'vitest';
import { personFromSearch } from './draft-from-search.ts';

const nobody = { familyName: '', givenName: '', nam: '', birthDate: '', fileNumber: '' };

test.each([
  ['tremblay marie', { familyName: 'Tremblay', givenName: 'Marie' }],
  ['saint-onge, marie-ève', { familyName: 'Saint-Onge', givenName: 'Marie-Ève' }],
  ['McDonald', { familyName: 'McDonald' }],
  ['trem 5853 1414', { nam: 'TREM 5853 1414' }],
  ['tremblay TREM58531414', { familyName: 'Tremblay', nam: 'TREM58531414' }],
  ['1958-03-14', { birthDate: '1958-03-14' }],
  ['tremblay 14/03/1958', { familyName: 'Tremblay', birthDate: '1958-03-14' }],
  ['tremblay 14 mars 1958', { familyName: 'Tremblay', birthDate: '1958-03-14' }],
  ['004 217', { fileNumber: '004 217' }],
  ['', {}],
])('%j', (text, expected) => expect(personFromSearch(text)).toEqual({ ...nobody, ...expected }));
