import { describe, expect, test } from 'vitest';
import { everyTopic, topicsOf } from './topic-rules.ts';

describe('what a change shows in', () => {
  test.each([
    ['referral', 'p1', ['referrals', 'patients']],
    ['appointment', 'p1', ['appointments', 'referrals', 'patients']],
    ['assessment', 'p1', ['patients']],
    ['treatment', 'p1', ['patients']],
    ['observation', 'p1', ['patients']],
    ['monitoring', 'p1', ['patients']],
    ['diagnosis', 'p1', ['patients']],
    ['vaccination', 'p1', ['patients']],
    ['acute-event', 'p1', ['patients']],
    ['prevention', 'p1', ['patients']],
    ['plan', 'p1', ['patients', 'appointments']],
    ['pathway', 'p1', ['patients', 'appointments']],
    ['credential', null, ['hours', 'patients']],
    ['nurse-assignment', 'p1', ['patients', 'hours']],
    ['workshop', 'p1', ['patients']],
    ['ledger', null, []],
    ['dose', 'p1', ['patients']],
    ['toxicity-call', 'p1', ['patients']],
    ['escalation', 'p1', ['patients']],
    ['practitioner', null, ['hours', 'appointments', 'referrers', 'referrals']],
    ['absence', null, ['hours', 'appointments']],
    ['site', null, ['hours', 'appointments']],
    ['visit-type', null, ['appointments']],
    ['site-resource', null, ['hours', 'appointments']],
  ])('%s', (entity, patientId, topics) => {
    expect(topicsOf({ entity, patientId })).toEqual(topics);
  });

  test('an account in nothing, unless it is about somebody’s care team; signing in least of all', () => {
    expect(topicsOf({ entity: 'user_account', patientId: null })).toEqual([]);
    expect(topicsOf({ entity: 'user_account', patientId: 'p1' })).toContain('patients');
  });

  test('what is not known, and an import, in everything', () => {
    for (const entity of ['import_batch', 'something-new', '__proto__', 'constructor']) expect(topicsOf({ entity, patientId: null }), entity).toEqual(everyTopic);
    expect(everyTopic).not.toContain('presence');
  });
});
