import type { Services } from '../../services.ts';
import type { Caller } from '../../users/caller.ts';
import type { Timeline } from './timeline.ts';

/** The community nurses of the demonstration: where they go and how far, how many people they take, what they are trained for (days ago, or ended in). */
const nurses = [
  { givenName: 'Josée', familyName: 'Pellerin', languages: ['fr'], sector: 'Plateau, Rosemont', organization: 'Soins à domicile Laurier', areas: [{ prefix: 'H2', km: 4 }, { prefix: 'H1', km: 7 }], weekdays: [1, 2, 3, 4, 5], mostPeople: 8, training: [['therapeutic-education', 40, 700], ['immunotherapy', 4, 400], ['inflammatory-diseases', 7, 300]] },
  { givenName: 'Samira', familyName: 'Haddad', languages: ['fr', 'ar', 'en'], sector: 'Ouest de Montréal', organization: 'Cabinet Haddad', areas: [{ prefix: 'H3', km: 5 }, { prefix: 'H4', km: 9 }, { prefix: 'H9', km: 18 }], weekdays: [1, 3, 5], mostPeople: 4, training: [['therapeutic-education', 40, 500], ['immunotherapy', 4, 1050]] },
  { givenName: 'Yves', familyName: 'Thériault', languages: ['fr', 'en'], sector: 'Laval et Rive-Nord', organization: 'Cabinet de la Rive', areas: [{ prefix: 'H7', km: 6 }, { prefix: 'J7', km: 14 }], weekdays: [2, 4], mostPeople: 5, training: [['therapeutic-education', 25, 200], ['inflammatory-diseases', 7, 150]] },
] as const;

/** Pathways on which somebody is followed at home, with their phases. */
const followed = [['home-immunotherapy', ['s1', 's2', 's3']], ['reduced-mobility', ['assessment', 'programme', 'follow-up']]] as const;

interface Making {
  readonly services: Services;
  readonly timeline: Timeline;
  readonly caller: Caller;
  readonly newId: () => string;
  /** Whom the first of them follows, whoever would be proposed. */
  readonly followedByFirst: string | null;
}

/** Fills the directory of community nurses, and names who follows the people cared for at home. Answers the first of them, with what their account says. */
export async function nameNurses({ services, timeline, caller, newId, followedByFirst }: Making): Promise<{ readonly practitionerId: string; readonly displayName: string }> {
  const ids = nurses.map(() => newId());
  for (const [index, { training, areas, weekdays, languages, ...nurse }] of nurses.entries()) {
    const practitionerId = ids[index] ?? '';
    await services.nurses.save(caller, { ...nurse, practitionerId, expectedVersion: 0, areas: [...areas], weekdays: [...weekdays], languages: [...languages], phone: `514 555-01${String(40 + index)}`, email: `${nurse.familyName.toLowerCase().normalize('NFD').replace(/[^a-z]/g, '')}@exemple.org`, isActive: true, note: '' });
    for (const [kind, hours, daysAgo] of training) await services.credentials.add(caller, { credentialId: newId(), practitionerId, kind, hours, obtainedOn: timeline.day(-daysAgo), expiresOn: null, issuer: 'Réseau de formation' });
  }
  if (followedByFirst !== null) await services.nurses.assign(caller, { assignmentId: newId(), enrolmentId: followedByFirst, practitionerId: ids[0] ?? '', part: 'main', note: 'Suit la personne depuis le début' });
  for (const [code, phases] of followed) {
    for (const column of phases) {
      for (const { enrolmentId } of (await services.pathwayBoard.column(caller, { code, column, after: null })).rows) {
        for (const part of enrolmentId === followedByFirst ? (['back-up'] as const) : (['main', 'back-up'] as const)) {
          const first = (await services.nurses.rank(caller, { enrolmentId, part })).candidates.find(({ rank }) => rank === 1);
          if (first) await services.nurses.assign(caller, { assignmentId: newId(), enrolmentId, practitionerId: first.practitionerId, part, note: '' });
        }
      }
    }
  }
  return { practitionerId: ids[0] ?? '', displayName: `${nurses[0].givenName} ${nurses[0].familyName}` };
}
