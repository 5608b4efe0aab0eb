import type { WeeklyOpening } from '#contract/people.ts';
import type { SiteValues } from '../../appointments/sites/site-repository.ts';
import type { KeptType } from '../../appointments/types/visit-type-rules.ts';
import type { ResourceKind } from '#contract/resources.ts';
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
  readonly openings: readonly (WeeklyOpening & { readonly site: ClinicSite })[];
  /** Spoken with patients. */
  readonly languages: readonly string[];
}

export type ClinicSite = 'main' | 'laval' | 'islands';

/** The sites of the clinic: its own building, and two where somebody spends a day of the week, one of them an hour ahead. */
export const clinicSites: Readonly<Record<ClinicSite, SiteValues>> = {
  main: { name: 'Pavillon principal', address: '4250, rue Sherbrooke Est', city: 'Montréal', postalCode: 'H1X 2B4', phone: '514 555-0100', zone: 'America/Toronto', holidays: null, place: { latitude: 45.556, longitude: -73.551 } },
  laval: { name: 'Point de service de Laval', address: '1755, boulevard René-Laennec', city: 'Laval', postalCode: 'H7M 3L9', phone: '450 555-0100', zone: 'America/Toronto', holidays: null, place: { latitude: 45.603, longitude: -73.711 } },
  islands: { name: 'Point de service des Îles', address: '430, chemin Principal', city: 'Les Îles-de-la-Madeleine', postalCode: 'G4T 1R9', phone: '418 555-0100', zone: 'America/Halifax', holidays: null, place: { latitude: 47.379, longitude: -61.861 } },
};

/** Rooms and equipment of the sites. */
export const clinicResources: readonly { readonly site: ClinicSite; readonly kind: ResourceKind; readonly name: string }[] = [
  { site: 'main', kind: 'room', name: 'Salle 1' }, { site: 'main', kind: 'room', name: 'Salle 2' }, { site: 'main', kind: 'room', name: 'Salle d’intervention' }, { site: 'main', kind: 'ultrasound', name: 'Échographe portatif' },
  { site: 'laval', kind: 'room', name: 'Bureau 12' }, { site: 'islands', kind: 'room', name: 'Salle 1' },
];

/** What the clinic says of its types of visits. */
export const clinicTypes: readonly Pick<KeptType, 'code' | 'label' | 'minutes' | 'bufferBefore' | 'bufferAfter' | 'roles' | 'classes' | 'modalities' | 'needsRoom' | 'equipment'>[] = [
  { code: 'suspected-inflammatory', label: null, minutes: 60, bufferBefore: 0, bufferAfter: 0, roles: ['rheumatologist', 'ips'], classes: [], modalities: ['IN_PERSON'], needsRoom: false, equipment: null },
  { code: 'joint-procedure', label: null, minutes: 30, bufferBefore: 10, bufferAfter: 10, roles: ['rheumatologist', 'ips'], classes: [], modalities: ['IN_PERSON'], needsRoom: true, equipment: null },
  { code: 'clinic-ultrasound', label: { fr: 'Échographie articulaire', en: 'Joint ultrasound' }, minutes: 45, bufferBefore: 0, bufferAfter: 15, roles: ['rheumatologist'], classes: [], modalities: ['IN_PERSON'], needsRoom: true, equipment: 'ultrasound' },
];

type Hours = readonly [weekdays: readonly number[], startsAt: string, endsAt: string, modalities: readonly VisitModality[], site?: ClinicSite];

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
    [[2, 3], '08:30', '12:00', ['IN_PERSON']],
    [[2], '13:00', '17:00', ['IN_PERSON']],
    [[3], '13:00', '17:00', ['VIDEO', 'PHONE']],
    [[4], '08:30', '12:00', ['IN_PERSON'], 'laval'],
    [[4], '13:00', '17:00', ['IN_PERSON'], 'laval'],
    [[5], '08:30', '12:00', ['IN_PERSON'], 'islands'],
    [[5], '13:00', '16:00', ['IN_PERSON'], 'islands'],
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
export const weekendHours: Omit<ClinicPerson['openings'][number], 'weekday'> = { startsAt: '08:00', endsAt: '12:00', modalities: ['IN_PERSON', 'VIDEO', 'PHONE'], site: 'main' };

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
  const openings = hours.flatMap(([weekdays, startsAt, endsAt, modalities, site = 'main']) => weekdays.map((weekday) => ({ weekday, startsAt, endsAt, modalities: [...modalities], site })));
  return { login, prefix, givenName, familyName, role, slotMinutes, openings, languages };
}
