import type { WeeklyOpening } from '#contract/people.ts';
import type { Role } from '#contract/permissions.ts';
import type { VisitModality } from '#contract/values.ts';

/** Somebody who works in the demonstration clinic. */
export interface ClinicPerson {
  readonly login: string;
  readonly prefix: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly role: Role;
  readonly slotMinutes: number;
  readonly openings: readonly WeeklyOpening[];
  /** Spoken with patients. */
  readonly languages: readonly string[];
}

type Hours = readonly [weekdays: readonly number[], startsAt: string, endsAt: string, modalities: readonly VisitModality[]];

const everyWeekday = [1, 2, 3, 4, 5] as const;

/** The ten people of the clinic and their hours: mornings and afternoons around the same lunch. */
export const clinicPeople: readonly ClinicPerson[] = [
  person('g.lachance', 'Dre', 'Geneviève', 'Lachance', 'rheumatologist', 30, [
    [[1, 2, 3, 4], '08:00', '12:00', ['IN_PERSON']],
    [[1, 2, 3], '13:00', '16:30', ['IN_PERSON']],
    [[4], '13:00', '16:30', ['VIDEO', 'PHONE']],
    [[5], '08:00', '12:00', ['IN_PERSON']],
  ], ['en', 'fr']),
  person('k.mansouri', 'Dr', 'Karim', 'Mansouri', 'rheumatologist', 30, [
    [[2, 3, 4, 5], '08:30', '12:00', ['IN_PERSON']],
    [[2, 4, 5], '13:00', '17:00', ['IN_PERSON']],
    [[3], '13:00', '17:00', ['VIDEO', 'PHONE']],
  ], ['ar', 'en', 'fr']),
  person('s.gagnon', null, 'Sophie', 'Gagnon', 'ips', 30, [
    [everyWeekday, '08:00', '10:00', ['IN_PERSON']],
    [everyWeekday, '10:00', '12:00', ['VIDEO', 'PHONE']],
    [[1, 2, 3, 4], '13:00', '16:30', ['IN_PERSON', 'VIDEO', 'PHONE']],
  ], ['en', 'fr']),
  person('m.ouellet', null, 'Mélanie', 'Ouellet', 'nurse', 30, [
    [everyWeekday, '08:00', '12:00', ['IN_PERSON', 'PHONE', 'VIDEO']],
    [[1, 2, 4, 5], '13:00', '16:00', ['PHONE', 'VIDEO']],
    [[3], '13:00', '17:00', ['HOME']],
  ], ['fr']),
  person('p.roy', null, 'Philippe', 'Roy', 'physiotherapist', 45, [
    [everyWeekday, '08:15', '12:00', ['IN_PERSON']],
    [[1, 2, 3, 4], '13:00', '16:00', ['IN_PERSON', 'VIDEO']],
  ], ['en', 'fr']),
  person('a.benoit', null, 'Annie', 'Benoît', 'occupational-therapist', 60, [
    [[1, 2, 4], '09:00', '12:00', ['IN_PERSON']],
    [[2, 4], '13:00', '16:00', ['HOME']],
    [[1, 5], '13:00', '16:00', ['IN_PERSON', 'VIDEO']],
  ], ['es', 'fr']),
  person('c.dube', null, 'Chantal', 'Dubé', 'secretary', 30, []),
  person('d.fortin', null, 'Diane', 'Fortin', 'programme-lead', 30, []),
  person('i.chauvin', null, 'Isabelle', 'Chauvin', 'coordinator', 30, []),
  person('a.mercier', 'Dr', 'Antoine', 'Mercier', 'oncologist', 30, []),
];

/** Who opens the clinic on a Saturday or Sunday when the demonstration is made that day, so that its day is not empty. */
export const weekendPeople: readonly string[] = ['g.lachance', 's.gagnon', 'm.ouellet'];
export const weekendHours: Omit<WeeklyOpening, 'weekday'> = { startsAt: '08:00', endsAt: '12:00', modalities: ['IN_PERSON', 'VIDEO', 'PHONE'] };

/** Those who send patients. */
export const referrers = [
  { key: 'erables', prefix: 'Dr', givenName: 'Jean-Philippe', familyName: 'Roy', organization: 'GMF des Érables', areaCode: '514' },
  { key: 'rosemont', prefix: 'Dre', givenName: 'Catherine', familyName: 'Vézina', organization: 'GMF Rosemont–Petite-Patrie', areaCode: '514' },
  { key: 'urgence', prefix: 'Dre', givenName: 'Maude', familyName: 'Chabot', organization: 'Urgence, Hôpital de l’Est', areaCode: '514' },
  { key: 'rive-sud', prefix: 'Dr', givenName: 'Antoine', familyName: 'Lussier', organization: 'Clinique de la Rive', areaCode: '450' },
  { key: 'lanaudiere', prefix: 'Dre', givenName: 'Ève', familyName: 'Marcoux', organization: 'GMF du Vieux-Joliette', areaCode: '450' },
  { key: 'laval', prefix: null, givenName: 'Nadine', familyName: 'Forget', organization: 'GMF Laval-Ouest (IPSPL)', areaCode: '450' },
  { key: 'cote-nord', prefix: 'Dr', givenName: 'William', familyName: 'Jourdain', organization: 'CLSC de Sept-Îles', areaCode: '418' },
  { key: 'gaspesie', prefix: 'Dre', givenName: 'Judith', familyName: 'Arsenault', organization: 'GMF de Gaspé', areaCode: '418' },
  { key: 'oncologie', prefix: 'Dr', givenName: 'Philippe', familyName: 'Tanguay', organization: 'Oncologie, Hôpital de l’Est', areaCode: '514' },
  { key: 'dermatologie', prefix: 'Dre', givenName: 'Sandrine', familyName: 'Laberge', organization: 'Dermatologie du Plateau', areaCode: '514' },
] as const;

function person(login: string, prefix: string | null, givenName: string, familyName: string, role: Role, slotMinutes: number, hours: readonly Hours[], languages: readonly string[] = []): ClinicPerson {
  const openings = hours.flatMap(([weekdays, startsAt, endsAt, modalities]) => weekdays.map((weekday) => ({ weekday, startsAt, endsAt, modalities: [...modalities] })));
  return { login, prefix, givenName, familyName, role, slotMinutes, openings, languages };
}
