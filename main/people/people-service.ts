import type { Inputs, Outputs } from '#contract/index.ts';
import { foldText, sortKey } from '../patients/patient-name.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { OpeningProblems } from '../appointments/sites/site-service.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { findReferrers, insertReferrer, listProfessionals, readAvailability, referrerById, replaceAvailability, toReferrer } from './people-repository.ts';
import { setLicence } from './referrer-repository.ts';

const maximumReferrers = 20;

/** Professionals of the clinic with their weekly hours, and the people who send it patients. */
export function createPeopleService({ unitOfWork, audit, ports }: ServiceDependencies, openingProblems: OpeningProblems) {
  return {
    professionals: async (_caller: Caller): Promise<Outputs['people']['professionals']> => unitOfWork.read((db) => listProfessionals(db)),

    /** @throws DeclaredError `NOT_FOUND` for somebody who is not of the clinic */
    weeklyHours: async (caller: Caller, { practitionerId }: Inputs['people']['weeklyHours']): Promise<Outputs['people']['weeklyHours']> => {
      const availability = await unitOfWork.read((db) => readAvailability(db, practitionerId));
      if (!availability) throw new DeclaredError('NOT_FOUND');
      return { openings: availability.openings, slotMinutes: availability.slotMinutes, version: availability.version, mayEdit: mayEdit(caller, practitionerId) };
    },

    /**
     * Replaces the weekly hours; visits already booked stay where they are.
     *
     * @throws DeclaredError `FORBIDDEN` for another's hours without the right, `INVALID` with one issue `openings.<index>`
     * for each that overlaps an earlier one (`OVERLAP`) or is at no site in use (`UNKNOWN_SITE`) or in no room of it (`UNKNOWN_ROOM`), `STALE`, `NOT_FOUND`
     */
    setWeeklyHours: async (caller: Caller, input: Inputs['people']['setWeeklyHours']): Promise<Outputs['people']['setWeeklyHours']> => {
      const { practitionerId, openings, slotMinutes, expectedVersion } = input;
      if (!mayEdit(caller, practitionerId)) throw new DeclaredError('FORBIDDEN', { access: 'availability.write' });
      const now = ports.clock.now();
      return unitOfWork.write(async (db) => {
        const problems = await openingProblems(db, openings);
        if (problems.length > 0) throw new DeclaredError('INVALID', { issues: [...problems] });
        const replaced = await replaceAvailability(db, { practitionerId, openings, slotMinutes, expectedVersion, now, userId: caller.userId, newId: ports.newId });
        if (!replaced) {
          const present = await readAvailability(db, practitionerId);
          if (!present) throw new DeclaredError('NOT_FOUND');
          throw new DeclaredError('STALE', { version: present.version, changedBy: present.changedBy, changedAt: present.changedAt ?? now });
        }
        await audit.record(db, {
          userId: caller.userId, action: input.undoes ? 'availability.undone' : 'availability.set', entity: 'practitioner', entityId: practitionerId, detail: { openings: openings.length, slotMinutes },
        });
        return { version: expectedVersion + 1 };
      });
    },

    /** Nothing typed: the first by name, so that the list is never empty at first. */
    searchReferrers: async (_caller: Caller, { text }: Inputs['people']['searchReferrers']): Promise<Outputs['people']['searchReferrers']> => {
      const words = foldText(text).split(' ').filter(Boolean);
      return unitOfWork.read((db) => findReferrers(db, words, maximumReferrers));
    },

    /** The same id again with the same person is answered from the row. @throws DeclaredError `DUPLICATE` */
    addReferrer: async (caller: Caller, input: Inputs['people']['addReferrer']): Promise<Outputs['people']['addReferrer']> => {
      const { practitionerId, familyName, givenName } = input;
      const [organization, phone, fax] = [input.organization, input.phone, input.fax].map((text) => (text === '' ? null : text)) as [string | null, string | null, string | null];
      return unitOfWork.write(async (db) => {
        const known = await referrerById(db, practitionerId);
        if (known) {
          const same =
            known.family_name === familyName && known.given_name === givenName && known.organization === organization && known.phone === phone && known.fax === fax;
          if (!same) throw new DeclaredError('DUPLICATE', { field: 'practitionerId' });
          return toReferrer(known);
        }
        await insertReferrer(db, {
          practitionerId, familyName, givenName, organization, phone, fax,
          sortKey: sortKey(familyName, givenName), searchTerms: foldText(`${familyName} ${givenName} ${organization ?? ''}`), now: ports.clock.now(),
        });
        if (input.licence) await setLicence(db, practitionerId, input.licence);
        await audit.record(db, { userId: caller.userId, action: 'referrer.added', entity: 'practitioner', entityId: practitionerId });
        return toReferrer({ id: practitionerId, prefix: null, family_name: familyName, given_name: givenName, organization });
      });
    },
  };
}

/** Everybody's hours, or only one's own. */
function mayEdit(caller: Caller, practitionerId: string): boolean {
  const reach = caller.grants['availability.write'];
  return reach === 'clinic' || (reach === 'own' && caller.practitionerId === practitionerId);
}
