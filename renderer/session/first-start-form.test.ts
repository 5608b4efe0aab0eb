import { describe, expect, test } from 'vitest';
import { createClinicInput } from '#contract/session';
import { blankForm, firstStartSchema, otherRoles, proposeLogin, toCreateClinicInput } from './first-start-form.ts';

const filledForm = {
  ...blankForm('fr', 'America/Toronto'),
  name: 'Rhumatologie Rosemont',
  region: '06',
  givenName: 'Geneviève',
  familyName: 'Lachance',
  login: 'g.lachance',
  password: 'quatre mots sans lien',
  repeat: 'quatre mots sans lien',
};

describe('proposeLogin', () => {
  test.each([
    ['Geneviève', 'Lachance', 'g.lachance'],
    ['Élise', "D'Amours-Côté", 'e.damourscote'],
    ['', 'Œuvrard', 'oeuvrard'],
    ['Anne', '', ''],
  ])('%s %s', (given, family, expected) => {
    expect(proposeLogin(given, family)).toBe(expected);
  });
});

describe('the form', () => {
  test('a filled form is accepted, here and by the contract', () => {
    expect(firstStartSchema.safeParse(filledForm).success).toBe(true);
    expect(createClinicInput.safeParse(toCreateClinicInput(filledForm)).success).toBe(true);
  });

  test.each([
    ['name', { name: ' ' }],
    ['region', { region: '' }],
    ['login', { login: 'Géné viève' }],
    ['password', { password: 'court', repeat: 'court' }],
    ['repeat', { repeat: 'autre chose' }],
  ])('%s is checked', (field, change) => {
    const result = firstStartSchema.safeParse({ ...filledForm, ...change });
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toContain(field);
  });

  test('outside Québec no region is asked or sent', () => {
    const form = { ...filledForm, country: 'FR' as const, timeZone: 'Europe/Paris', region: '' };
    expect(firstStartSchema.safeParse(form).success).toBe(true);
    expect(toCreateClinicInput({ ...form, region: '06' }).region).toBeNull();
  });

  test('the computer’s zone proposes the country', () => {
    expect(blankForm('fr', 'Europe/Paris')).toMatchObject({ country: 'FR', timeZone: 'Europe/Paris' });
    expect(blankForm('fr', 'America/Halifax')).toMatchObject({ country: 'CA', timeZone: 'America/Halifax' });
    expect(blankForm('fr', 'UTC')).toMatchObject({ country: 'CA', timeZone: 'America/Toronto' });
  });

  test('administrator is not among the other roles', () => {
    expect(otherRoles).not.toContain('administrator');
  });
});
