import { describe, expect, test } from 'vitest';
import { calendarRole, isLastAdministrator, splitDisplayName } from './account-rules.ts';

describe('rules of accounts', () => {
  test('the last administrator is the only one still active', () => {
    expect(isLastAdministrator(['a'], 'a')).toBe(true);
    expect(isLastAdministrator(['a', 'b'], 'a')).toBe(false);
    expect(isLastAdministrator(['b'], 'a')).toBe(false);
  });

  test('who has a calendar is booked under their first bookable role', () => {
    expect(calendarRole(['administrator', 'secretary'])).toBeNull();
    expect(calendarRole(['administrator', 'nurse', 'ips'])).toBe('ips');
  });

  test.each([
    ['Geneviève Lachance', { givenName: 'Geneviève', familyName: 'Lachance' }],
    ['Marie-Ève De La Tour', { givenName: 'Marie-Ève', familyName: 'De La Tour' }],
    ['Lachance', { givenName: '', familyName: 'Lachance' }],
  ])('%s is taken apart', (name, parts) => expect(splitDisplayName(name)).toEqual(parts));
});
