import { describe, expect, test } from 'vitest';
import { shippedRules } from './message-content.ts';
import { addressOf, channelFor, clinicalFields, messageFieldName, ruleProblems, smsNumber, stopLine } from './message-text-rules.ts';
import { dueAt, withinDay } from './message-timing.ts';
import { messageValues } from './message-values.ts';

const zone = 'America/Toronto';
const nobodySaid = { email: null, sms: null, letter: null } as const;
const somebody = { email: 'a@exemple.test', phone: '514 555-0142', address: 'Maryse Béland\n12, rue des Érables', wants: nobodySaid };

describe('the rules the program comes with', () => {
  test('are switched off, sound, and say nothing clinical', () => {
    for (const rule of shippedRules) {
      expect(rule.isOn).toBe(false);
      expect(ruleProblems(rule)).toEqual([]);
      for (const field of clinicalFields) expect(JSON.stringify(rule)).not.toContain(`{${messageFieldName(field, 'fr')}}`);
    }
  });
});

describe('how a person is reached', () => {
  test.each([
    [nobodySaid, 'letter'],
    [{ ...nobodySaid, email: true }, 'email'],
    [{ ...nobodySaid, sms: true }, 'sms'],
    [{ email: false, sms: false, letter: null }, 'letter'],
    [{ email: null, sms: null, letter: false }, null],
  ] as const)('%o: %s', (wants, channel) => {
    expect(channelFor(['email', 'sms', 'letter'], { ...somebody, wants }, 'CA')).toBe(channel);
  });

  test.each([
    ['514 555-0142', 'CA', '+15145550142'],
    ['1 (514) 555-0142', 'CA', '+15145550142'],
    ['+33 6 12 34 56 78', 'CA', '+33612345678'],
    ['06 12 34 56 78', 'FR', '+33612345678'],
    ['01 42 34 56 78', 'FR', null],
    ['555-0142', 'CA', null],
    ['514 555-0142 poste 3', 'CA', null],
  ])('%s in %s: %s', (phone, country, number) => {
    expect(smsNumber(phone, country)).toBe(number);
  });

  test('an address that would carry another line or a second recipient is none', () => {
    for (const email of ['a@b', 'a b@exemple.test', 'a@exemple.test\nBcc: b@exemple.test', 'a@exemple.test, b@exemple.test', '<a@exemple.test>']) expect(addressOf('email', { ...somebody, email }, 'CA')).toBeNull();
  });

  test('how to stop is said by e-mail and SMS, with the telephone where there is one', () => {
    expect([stopLine('sms', 'en', '514 555-0100'), stopLine('email', 'fr', ''), stopLine('letter', 'fr', '514')]).toEqual(['To stop: tell us at 514 555-0100.', 'Pour ne plus recevoir ces courriels, dites-le-nous.', '']);
  });
});

describe('where a visit is', () => {
  const visit = {
    key: 'k', appointmentId: 'a', stepId: null, patientId: 'p', startsAt: '2026-11-19T14:00:00.000Z', localStart: '2026-11-19T09:00', zone, patientZone: null, modality: 'IN_PERSON', videoLink: null, reason: null, purpose: null, purposeLabel: null, professionalName: 'Dr Roy', eventAt: '2026-11-10T15:00:00.000Z',
    previousLocalStart: null,
  } as const;
  const to = { person: { givenName: 'Maryse', familyName: 'Béland' }, clinicName: 'Rhumatologie', letterhead: { address: '1200, rue Beaubien', phone: '', fax: '', email: '' } };
  test('is said by the name of its site, so that an SMS sends nobody to another one; at home or from afar, it is not', () => {
    const atLaval = { ...visit, siteName: 'Point de service de Laval', sitePlace: 'Point de service de Laval, 12, rue des Érables, Laval' };
    expect([messageValues(atLaval, 'fr', to).how, messageValues(atLaval, 'en', to).how, messageValues(visit, 'fr', to).how, messageValues({ ...atLaval, modality: 'VIDEO' }, 'fr', to).how]).toEqual([
      'en personne, Point de service de Laval', 'in person, Point de service de Laval', 'en personne à la clinique', 'par vidéo',
    ]);
  });
});

describe('when a message may leave', () => {
  test.each([
    ['before-visit', 3, '2026-11-19', '2026-11-10T15:00:00.000Z', '2026-11-16T14:00:00.000Z'],
    // Three days before is past: now, in the day.
    ['before-visit', 3, '2026-11-19', '2026-11-17T15:00:00.000Z', '2026-11-17T15:00:00.000Z'],
    ['before-visit', 3, '2026-11-19', '2026-11-18T04:00:00.000Z', '2026-11-18T14:00:00.000Z'],
    ['after-no-show', 1, '2026-11-10', '2026-11-10T15:00:00.000Z', '2026-11-11T14:00:00.000Z'],
    // Nine in the morning where the clocks went back the night before.
    ['before-visit', 1, '2026-11-02', '2026-10-30T15:00:00.000Z', '2026-11-01T14:00:00.000Z'],
  ] as const)('%s, %i days, visit on %s, now %s: %s', (occasion, days, visitDate, now, due) => {
    expect(dueAt({ occasion, days, visitDate, eventAt: now }, now, zone)).toBe(due);
  });

  test('never before nine in the morning nor from eight in the evening on', () => {
    expect([withinDay('2026-11-17T13:59:00.000Z', zone), withinDay('2026-11-18T00:59:00.000Z', zone), withinDay('2026-11-18T01:00:00.000Z', zone)]).toEqual(['2026-11-17T14:00:00.000Z', '2026-11-18T00:59:00.000Z', '2026-11-18T14:00:00.000Z']);
  });
});
