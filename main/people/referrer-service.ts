import { z } from 'zod';
import type { Inputs, Outputs } from '#contract/index.ts';
import { reachOf } from '../access/record-reach.ts';
import { foldText, sortKey } from '../patients/patient-name.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { licenceSystem } from './licence-rules.ts';
import { professionalName } from './person-name.ts';
import { changeReferrer, directoryEntry, directoryRows, identifiersOfReferrers, type ReferrerChange, requestCounts, setLicence } from './referrer-repository.ts';

const pageSize = 50;
const mostIdentifiers = 20;
const place = z.tuple([z.string(), z.string()]);

/** The directory of those who send patients: found, corrected, no longer offered. Whoever is of the clinic is not in it. */
export function createReferrerService({ unitOfWork, audit, ports }: ServiceDependencies) {
  /** @throws DeclaredError `NOT_FOUND`, `STALE` */
  const change = async (db: WriteExecutor, { practitionerId, expectedVersion }: { practitionerId: string; expectedVersion: number }, values: ReferrerChange): Promise<void> => {
    const present = await directoryEntry(db, practitionerId);
    if (!present) throw new DeclaredError('NOT_FOUND');
    // Whoever changed it is in the trail, not in the row.
    const isChanged = await changeReferrer(db, practitionerId, expectedVersion, values, ports.clock.now());
    if (!isChanged) throw new DeclaredError('STALE', { version: present.version, changedBy: null, changedAt: present.updated_at });
  };

  return {
    list: async (caller: Caller, { text, retired, after }: Inputs['referrers']['list']): Promise<Outputs['referrers']['list']> => {
      const from = after === null ? null : decode(after);
      const words = foldText(text).split(' ').filter(Boolean);
      return unitOfWork.read(async (db) => {
        const found = await directoryRows(db, { words, retired, after: from, limit: pageSize + 1 });
        const page = found.slice(0, pageSize);
        const ids = page.map(({ id }) => id);
        const counts = await requestCounts(db, reachOf(caller, 'referral.read', ports.clock.now()), ids);
        const identifiers = Map.groupBy(await identifiersOfReferrers(db, ids), (row) => row.practitioner_id);
        const last = page.at(-1);
        return {
          rows: page.map((row) => ({
            practitionerId: row.id, familyName: row.family_name, givenName: row.given_name, organization: row.organization, phone: row.phone, fax: row.fax, email: row.email,
            displayName: professionalName({ prefix: row.prefix, familyName: row.family_name, givenName: row.given_name }),
            licence: identifiers.get(row.id)?.find(({ system }) => system === licenceSystem)?.value ?? null,
            identifiers: (identifiers.get(row.id) ?? []).filter(({ system }) => system !== licenceSystem).slice(0, mostIdentifiers).map(({ system, value }) => ({ system, value })),
            requests: counts.get(row.id) ?? 0, retired: row.active === 0, version: row.version,
          })),
          next: last && found.length > pageSize ? Buffer.from(JSON.stringify([last.sort_key, last.id])).toString('base64url') : null,
        };
      });
    },

    save: async (caller: Caller, input: Inputs['referrers']['save']): Promise<Outputs['referrers']['save']> => {
      const { practitionerId, expectedVersion, familyName, givenName } = input;
      const [organization, phone, fax, email] = [input.organization, input.phone, input.fax, input.email].map((text) => (text === '' ? null : text)) as [string | null, string | null, string | null, string | null];
      return unitOfWork.write(async (db) => {
        const before = await directoryEntry(db, practitionerId);
        const values = { family_name: familyName, given_name: givenName, organization, phone, fax, email };
        await change(db, input, { ...values, sort_key: sortKey(familyName, givenName), search_terms: foldText(`${familyName} ${givenName} ${organization ?? ''}`) });
        const licence = (await identifiersOfReferrers(db, [practitionerId])).find(({ system }) => system === licenceSystem)?.value ?? '';
        if (input.licence !== undefined && input.licence !== licence) await setLicence(db, practitionerId, input.licence);
        const fields = Object.entries(values).filter(([field, value]) => before?.[field as keyof typeof values] !== value).map(([field]) => field).concat(input.licence !== undefined && input.licence !== licence ? ['licence'] : []);
        await audit.record(db, { userId: caller.userId, action: 'referrer.changed', entity: 'practitioner', entityId: practitionerId, detail: { fields } });
        return { version: expectedVersion + 1 };
      });
    },

    setRetired: async (caller: Caller, input: Inputs['referrers']['setRetired']): Promise<Outputs['referrers']['setRetired']> =>
      unitOfWork.write(async (db) => {
        await change(db, input, { active: input.retired ? 0 : 1 });
        await audit.record(db, { userId: caller.userId, action: input.retired ? 'referrer.retired' : 'referrer.restored', entity: 'practitioner', entityId: input.practitionerId });
        return { version: input.expectedVersion + 1 };
      }),
  };
}

/** @throws DeclaredError `INVALID` when it is not a place of this list */
function decode(after: string): { sortKey: string; id: string } {
  try {
    const [sortKeyOfLast, id] = place.parse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')));
    return { sortKey: sortKeyOfLast, id };
  } catch {
    throw new DeclaredError('INVALID', { issues: [{ path: 'after', code: 'CURSOR' }] });
  }
}
