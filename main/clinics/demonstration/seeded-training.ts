import type { Services } from '../../services.ts';
import type { Caller } from '../../users/caller.ts';
import type { Timeline } from './timeline.ts';

/** Training in biologics that ended so many days ago; what was done since rests on something else. */
export const lapsed = { kind: 'biologic-therapies', daysAgo: 104 } as const;

/** Training of the clinic's people: whose, which kind, hours, how many days ago, and in how many it ends where that is not the kind's. */
const done: readonly (readonly [login: string, kind: string, hours: number, daysAgo: number, endsIn?: number])[] = [
  ['m.ouellet', 'biologic-therapies', 7, 500],
  ['m.ouellet', 'therapeutic-education', 40, 900],
  ['m.ouellet', 'immunotherapy', 4, 600],
  ['m.ouellet', 'inflammatory-diseases', 7, 1050, 41],
  ['s.gagnon', lapsed.kind, 7, 1200, -lapsed.daysAgo],
  ['s.gagnon', 'inflammatory-diseases', 7, 300],
  ['p.roy', 'inflammatory-diseases', 3.5, 90],
];

/** Notes what the people of the demonstration clinic are trained for. */
export async function noteTraining(staff: ReadonlyMap<string, Caller>, { services, timeline, caller, newId }: { readonly services: Services; readonly timeline: Timeline; readonly caller: Caller; readonly newId: () => string }): Promise<void> {
  for (const [login, kind, hours, daysAgo, endsIn] of done) {
    const practitionerId = staff.get(login)?.practitionerId;
    if (practitionerId) await services.credentials.add(caller, { credentialId: newId(), practitionerId, kind, hours, obtainedOn: timeline.day(-daysAgo), expiresOn: endsIn === undefined ? null : timeline.day(endsIn), issuer: 'Réseau de rhumatologie' });
  }
}
