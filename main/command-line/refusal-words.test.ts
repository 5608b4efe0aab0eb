import { describe, expect, test } from 'vitest';
import { declaredErrors, type DeclaredErrorCode } from '#contract/errors.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { refusalIn } from './refusal-words.ts';

const closed = { key: 'holiday:2026-12-25', kind: 'holiday', practitionerId: null, firstDate: '2026-12-25', lastDate: '2026-12-25', startsAt: null, endsAt: null, words: null, holiday: { fr: 'Noël', en: 'Christmas' } } as const;

describe('a refusal at the terminal', () => {
  test.each([
    [new DeclaredError('SLOT_TAKEN'), 'relais slots en donne d’autres', 'relais slots gives others'],
    [new DeclaredError('AWAY', { away: [closed] }), 'Noël', 'Christmas'],
    [new DeclaredError('DUPLICATE', { field: 'templateId' }), 'déjà en cours', 'runs for this person already'],
    [new DeclaredError('DUPLICATE', { field: 'fileNumber' }), 'fileNumber', 'fileNumber'],
    [new DeclaredError('ILLEGAL_STATE', { state: 'deceased' }), 'décédée', 'died'],
    [new DeclaredError('ILLEGAL_STATE', { state: 'triaged' }), 'triaged', 'triaged'],
    [new DeclaredError('INVALID', { issues: [{ path: 'startsAt', code: 'OUTSIDE_HOURS' }, { path: 'x', code: 'ODD' }] }), 'startsAt, hors des heures', 'startsAt, outside'],
    [new DeclaredError('RESTRICTED', { patientId: 'p' }), 'restreint', 'restricted'],
    [new DeclaredError('REASON_REQUIRED'), 'raison', 'reason'],
    [new DeclaredError('NOT_FOUND'), 'Introuvable', 'Not found'],
  ])('%s is said in both languages', (error, french, english) => {
    expect(refusalIn('fr', error)).toContain(french);
    expect(refusalIn('en', error)).toContain(english);
  });

  test('any other is told by its code', () => {
    const codes = Object.keys(declaredErrors) as DeclaredErrorCode[];
    for (const code of codes.filter((one) => !('data' in declaredErrors[one]))) expect(refusalIn('en', new DeclaredError(code as 'SLOT_TAKEN'))).not.toBe('');
    expect(refusalIn('fr', new DeclaredError('DISK_FULL'))).toContain('DISK_FULL');
  });
});
