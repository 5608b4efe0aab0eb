import { describe, expect, test } from 'vitest';
import { roles } from '#contract/permissions.ts';
import { type Decision, professionalCodes } from '#contract/triage.ts';
import { outcomeFor, roleOf } from './referral-outcome.ts';
import { builtInTriageContent, isModifier } from './triage-content.ts';

const decision = (changes: Partial<Decision>): Decision => ({
  cls: 'C', dueInDays: 28, primary: 'RHEUM', modality: 'IN_PERSON', pros: ['RHEUM'], flags: [], rules: ['R31'], assumedAbsent: [], missing: [], humanReview: false,
  rulesetVersion: '1.0.0', ...changes,
});

describe('where an accepted decision leads', () => {
  test('booked with the first professional whose role somebody holds', () => {
    const nurseFirst = decision({ pros: ['RN', 'PHARM', 'RHEUM'] });
    expect(outcomeFor(nurseFirst, roles)).toEqual({ disposition: 'book', queueRole: 'nurse', redirects: [] });
    expect(outcomeFor(nurseFirst, ['rheumatologist', 'pharmacist'])).toMatchObject({ disposition: 'book', queueRole: 'pharmacist' });
  });

  test('without any holder the queue is the rheumatologists’', () => {
    expect(outcomeFor(decision({ pros: ['PT', 'KIN'] }), ['rheumatologist', 'nurse'])).toMatchObject({ disposition: 'book', queueRole: 'rheumatologist' });
    expect(outcomeFor(decision({ pros: ['PT'] }), [])).toMatchObject({ queueRole: 'rheumatologist' });
  });

  test('an emergency is never booked and stays with the rheumatologists', () => {
    const emergency = decision({ cls: 'URG', modality: 'ED', pros: ['ED', 'NEPH', 'RHEUM'], flags: ['PEDIATRIC'] });
    expect(outcomeFor(emergency, roles)).toMatchObject({ disposition: 'emergency', queueRole: 'rheumatologist' });
    expect(outcomeFor(decision({ cls: 'URG', modality: 'ED', pros: ['ED', 'RN'] }), ['nurse'])).toEqual({ disposition: 'emergency', queueRole: 'rheumatologist', redirects: [] });
  });

  test('outside professionals get a letter beside the visit here', () => {
    expect(outcomeFor(decision({ cls: 'A', pros: ['OPH', 'RHEUM', 'PT'] }), roles)).toEqual({ disposition: 'book', queueRole: 'rheumatologist', redirects: ['OPH'] });
    expect(outcomeFor(decision({ cls: 'E', pros: ['PCP', 'RN', 'TS'] }), roles)).toEqual({ disposition: 'book', queueRole: 'nurse', redirects: ['PCP', 'TS'] });
  });

  test('nobody of the clinic, or a child: redirected', () => {
    expect(outcomeFor(decision({ pros: ['OBS'] }), roles)).toEqual({ disposition: 'redirect', queueRole: 'rheumatologist', redirects: ['OBS'] });
    expect(outcomeFor(decision({ flags: ['PEDIATRIC'] }), roles)).toEqual({ disposition: 'redirect', queueRole: 'rheumatologist', redirects: ['PED'] });
  });

  test('written advice is owned as a visit is', () => {
    expect(outcomeFor(decision({ cls: 'E', modality: 'ECONSULT' }), roles)).toEqual({ disposition: 'advice', queueRole: 'rheumatologist', redirects: [] });
  });

  test('every rule leads somewhere, in a clinic of any size', () => {
    for (const rule of builtInTriageContent.ruleset.body.rules) {
      if (isModifier(rule)) continue;
      for (const present of [roles, ['rheumatologist'], []] as const) {
        const outcome = outcomeFor(decision({ cls: rule.cls, modality: rule.modality, pros: rule.pros }), present);
        expect([rule.id, outcome.disposition]).toEqual([rule.id, rule.cls === 'URG' ? 'emergency' : rule.modality === 'ECONSULT' ? 'advice' : 'book']);
        expect(outcome.queueRole === 'rheumatologist' || (present as readonly string[]).includes(outcome.queueRole)).toBe(true);
      }
    }
  });
});

test('every professional code is a role or somebody outside', () => {
  expect(professionalCodes.filter((code) => roleOf(code) === null)).toEqual(['TPHYS', 'TS', 'ED', 'OPH', 'NEPH', 'ONC', 'OBS', 'PCP']);
  expect(roleOf('ADMIN')).toBe('secretary');
});
