import { expect, test } from 'vitest';
import { slotReason, type SlotReason } from '#contract/slots.ts';
import { modalityIn, placeIn, reasonIn } from './slot-words.ts';

const facts: SlotReason['facts'] = { days: 2, visits: 3, km: 30, minutes: 40, hours: 48, role: 'nurse', modality: 'VIDEO', name: 'C', weekday: 2, halfDay: 'morning', on: '2026-11-24', language: 'ar' };

test('every reason has words in both languages, none of them its code, and none lacks a value', () => {
  for (const code of slotReason.shape.code.options) {
    for (const points of [3, -3]) {
      const [french, english] = [reasonIn('fr', { code, points, facts }), reasonIn('en', { code, points, facts })];
      for (const said of [french, english]) {
        expect(said).not.toContain('{');
        expect(said.startsWith(`${code} (`)).toBe(false);
        expect(said).toContain(points > 0 ? '(+3)' : '(-3)');
      }
      expect(french).not.toBe(english);
    }
  }
});

test('words follow what they are about', () => {
  expect(reasonIn('fr', { code: 'in-time', points: 30, facts: { days: 2 } })).toBe('dans le délai, 2 j d’avance (+30)');
  expect(reasonIn('fr', { code: 'in-time', points: 30, facts: { days: 0 } })).toBe('dernier jour du délai (+30)');
  expect(reasonIn('fr', { code: 'travel-saved', points: 5, facts: { km: 30, minutes: 40 } })).toBe('30 km, 40 min de route épargnés (+5)');
  expect(reasonIn('fr', { code: 'language-spoken', points: 5, facts: { language: 'ar' } })).toBe('parle arabe (+5)');
});

test('a place says its site, and its clock where that is not the clinic’s', () => {
  const site = { id: 's', name: 'Îles' };
  expect(placeIn('fr', { site, zone: 'America/Halifax' }, 'America/Toronto')).toBe('Îles, heure de America/Halifax');
  expect(placeIn('en', { site, zone: 'America/Toronto' }, 'America/Toronto')).toBe('Îles');
  expect(placeIn('fr', { site: null, zone: 'America/Toronto' }, 'America/Toronto')).toBe('-');
  expect(modalityIn('fr', 'IN_PERSON')).toBe('en personne');
});
