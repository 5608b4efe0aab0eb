import { describe, expect, test } from 'vitest';
import { referralState } from '#contract/referrals.ts';
import { statusLine, type ToldReferral } from './referral-status.ts';

const telling = { zone: 'America/Toronto', modalities: [{ code: 'IN_PERSON', label: { fr: 'En personne', en: 'In person' } }] };
const decision = {
  id: 'd', decidedAt: '2026-11-17T15:00:00.000Z', decidedBy: 'x', overridden: false, overrideReason: null, cls: 'C', primary: 'RHEUM', modality: 'IN_PERSON', dueOn: '2026-12-14', disposition: 'book',
  redirectTo: 'CHU Sainte-Justine', note: 'Notes à taire', rulesetVersion: '1', route: [],
} satisfies ToldReferral['decisions'][number];
const told = (over: Partial<ToldReferral>): ToldReferral => ({
  state: 'received', receivedAt: '2026-11-16T15:00:00.000Z', asking: null, decisions: [decision], delay: { dueOn: '2026-12-14', originalDueOn: '2026-12-14', isPaused: false, pauses: [] }, advicePending: false,
  appointment: null, ended: { at: '2026-11-20T15:00:00.000Z', by: 'x', reason: 'Raison à taire', elsewhere: false }, history: [], ...over,
});

describe('the line told to a referrer', () => {
  test.each<[string, Partial<ToldReferral>]>([
    ['Reçue le 16 novembre 2026; à l’étude.', {}],
    ['Reçue le 16 novembre 2026; classe C, à voir d’ici le 14 décembre 2026; en attente d’un rendez-vous.', { state: 'accepted' }],
    ['Reçue le 16 novembre 2026; adressée à CHU Sainte-Justine le 17 novembre 2026.', { state: 'redirected' }],
    ['Reçue le 16 novembre 2026; avis écrit en préparation, attendu d’ici le 14 décembre 2026.', { state: 'advised', advicePending: true }],
    ['Reçue le 16 novembre 2026; avis écrit donné le 18 novembre 2026.', { state: 'advised', history: [{ what: 'advised', at: '2026-11-18T15:00:00.000Z', by: 'x', reason: null, cls: null }] }],
    ['Reçue le 16 novembre 2026; non retenue le 20 novembre 2026.', { state: 'declined' }],
    ['Reçue le 16 novembre 2026; non retenue.', { state: 'declined', ended: { at: '2026-11-20T15:00:00.000Z', by: 'x', reason: 'Hors territoire', elsewhere: true } }],
    ['Reçue le 16 novembre 2026; fermée.', { state: 'closed', ended: null }],
    ['Reçue le 16 novembre 2026; renseignements demandés le 17 novembre 2026, réponse attendue.', { asking: { askedAt: '2026-11-17T15:00:00.000Z', askedBy: 'x', items: [], message: 'à taire' } }],
    [
      'Reçue le 16 novembre 2026; classe C; rendez-vous le 24 novembre 2026 à 10\u00A0h\u00A012, en personne, Dre Marie Roy.',
      { state: 'booked', appointment: { id: 'a', startsAt: '2026-11-24T15:12:00.000Z', localStart: '2026-11-24T10:12', zone: 'America/Toronto', modality: 'IN_PERSON', professionalName: 'Dre Marie Roy' } },
    ],
  ])('%s', (line, over) => {
    expect(statusLine(told(over), telling).fr).toBe(line);
  });

  test('of every state there is a whole line in both languages, and never a reason or a note', () => {
    for (const state of referralState.options) {
      const { fr, en } = statusLine(told({ state }), telling);
      expect([state, fr, en].join(' ')).not.toMatch(/[{}]|à taire|undefined/);
      expect(Math.min(fr.length, en.length)).toBeGreaterThan(20);
    }
  });
});
