import { z } from 'zod';
import { roles, type Role } from '#contract/permissions';
import { createClinicInput } from '#contract/session';
import type { Language } from '../text/format.ts';

const administrator = createClinicInput.shape.administrator.shape;

/** What the wizard asks for; the contract's bounds, flattened, plus the password typed twice. */
export const firstStartSchema = z
  .object({
    name: createClinicInput.shape.name,
    setting: createClinicInput.shape.setting,
    country: createClinicInput.shape.country,
    region: z.string(),
    timeZone: createClinicInput.shape.timeZone,
    language: createClinicInput.shape.language,
    givenName: administrator.givenName,
    familyName: administrator.familyName,
    login: administrator.login,
    password: administrator.password,
    repeat: z.string(),
    roles: administrator.roles,
  })
  .refine((form) => form.country !== 'CA' || form.region !== '', { path: ['region'] })
  .refine((form) => form.password === form.repeat, { path: ['repeat'] });

export type FirstStartForm = z.infer<typeof firstStartSchema>;

/** Fields of each step, checked before the next one. */
export const stepFields = {
  clinic: ['name', 'setting'],
  place: ['country', 'region', 'timeZone', 'language'],
  administrator: ['givenName', 'familyName', 'login', 'password', 'repeat', 'roles'],
} as const satisfies Record<string, readonly (keyof FirstStartForm)[]>;

/** What a person may also be; the administrator role comes by itself. */
export const otherRoles: readonly Role[] = roles.filter((role) => role !== 'administrator');

/** Zones offered for each country, the usual one first. */
export const countryZones = {
  CA: ['America/Toronto', 'America/Halifax', 'America/Blanc-Sablon'],
  FR: ['Europe/Paris'],
} as const satisfies Record<FirstStartForm['country'], readonly string[]>;

export const regionCodes = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18'] as const;

/** A blank form; the zone is this computer's if we know it. */
export function blankForm(language: Language, machineZone: string): FirstStartForm {
  const country = machineZone === 'Europe/Paris' ? 'FR' : 'CA';
  const zones: readonly string[] = countryZones[country];
  return {
    name: '',
    setting: 'private-office',
    country,
    region: '',
    timeZone: zones.includes(machineZone) ? machineZone : countryZones[country][0],
    language,
    givenName: '',
    familyName: '',
    login: '',
    password: '',
    repeat: '',
    roles: [],
  };
}

/** A user name to propose: "Geneviève Lachance" gives "g.lachance". Empty until there is a family name. */
export function proposeLogin(givenName: string, familyName: string): string {
  const fold = (text: string): string =>
    text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae').replace(/[^a-z0-9]/g, '');
  const family = fold(familyName);
  const first = fold(givenName).slice(0, 1);
  return family ? (first ? `${first}.${family}` : family).slice(0, 40) : '';
}

/** The same, with a number when it is taken: "g.lachance2". */
export function freeLogin(givenName: string, familyName: string, taken: readonly string[]): string {
  const proposed = proposeLogin(givenName, familyName);
  if (!proposed || !taken.includes(proposed)) return proposed;
  for (let number = 2; ; number += 1) if (!taken.includes(`${proposed}${number}`)) return `${proposed}${number}`;
}

/** What the form becomes for `session.createClinic`. */
export function toCreateClinicInput(form: FirstStartForm): z.input<typeof createClinicInput> {
  const { name, setting, country, timeZone, language, givenName, familyName, login, password } = form;
  const region = country === 'CA' && form.region !== '' ? form.region : null;
  return { name, setting, country, region, timeZone, language, administrator: { givenName, familyName, login, password, roles: form.roles } };
}
