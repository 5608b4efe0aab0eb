import { expect, test } from 'vitest';
import type { WeeklyOpening } from '#contract/people.ts';
import { overlappingOpenings } from './opening-rules.ts';
import { professionalName, shortProfessionalName } from './person-name.ts';

const on = (weekday: number, startsAt: string, endsAt: string): WeeklyOpening => ({ weekday, startsAt, endsAt, modalities: ['IN_PERSON'] });

test('overlaps are told by the later of the two', () => {
  expect(overlappingOpenings([on(1, '08:00', '12:00'), on(1, '12:00', '16:00'), on(2, '08:00', '12:00')])).toEqual([]);
  expect(overlappingOpenings([on(1, '08:00', '12:00'), on(1, '11:59', '16:00')])).toEqual([1]);
  expect(overlappingOpenings([on(1, '13:00', '14:00'), on(1, '08:00', '18:00'), on(1, '09:00', '10:00')])).toEqual([1, 2]);
});

test('names in full and for the head of a column', () => {
  const lachance = { prefix: 'Dre', givenName: 'Geneviève', familyName: 'Lachance' };
  expect([professionalName(lachance), shortProfessionalName(lachance)]).toEqual(['Dre Geneviève Lachance', 'Dre G. Lachance']);
  expect(shortProfessionalName({ prefix: 'Dr', givenName: 'Jean-Pierre', familyName: 'Roy' })).toBe('Dr J.-P. Roy');
  expect(shortProfessionalName({ prefix: 'Dr', givenName: 'Van Hai', familyName: 'Tran' })).toBe('Dr V. H. Tran');
  expect(shortProfessionalName({ prefix: null, givenName: 'Sophie', familyName: 'Gagnon' })).toBe('Sophie Gagnon');
});
