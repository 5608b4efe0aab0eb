import { expect, test } from 'vitest';
import { professionalName, shortProfessionalName } from './person-name.ts';

test('names in full and for the head of a column', () => {
  const lachance = { prefix: 'Dre', givenName: 'Geneviève', familyName: 'Lachance' };
  expect([professionalName(lachance), shortProfessionalName(lachance)]).toEqual(['Dre Geneviève Lachance', 'Dre G. Lachance']);
  expect(shortProfessionalName({ prefix: 'Dr', givenName: 'Jean-Pierre', familyName: 'Roy' })).toBe('Dr J.-P. Roy');
  expect(shortProfessionalName({ prefix: 'Dr', givenName: 'Van Hai', familyName: 'Tran' })).toBe('Dr V. H. Tran');
  expect(shortProfessionalName({ prefix: null, givenName: 'Sophie', familyName: 'Gagnon' })).toBe('Sophie Gagnon');
});
