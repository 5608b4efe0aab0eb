import type { Inputs, Outputs } from '#contract/index.ts';
import type { SiteResource } from '#contract/resources.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { siteRows } from '../sites/site-repository.ts';
import { addMilliseconds } from '../../platform/clock.ts';
import { professionalHours } from '../calendar-repository.ts';
import { placeDuring } from '../slot-rules.ts';
import { busyAround, keptAround, toInterval } from '../slot-search.ts';
import { visitTypeOf } from '../types/visit-type-repository.ts';
import { buffersOf } from '../types/visit-type-rules.ts';
import { anyVisit } from '../visit-undo-repository.ts';
import { insertResource, resourceChange, resourceRows, resourceUses, updateResource } from './resource-repository.ts';
import { freeRooms, needsOf } from './resource-rules.ts';

/** Rooms and equipment of the clinic. What is taken out of use stays with the visits that have it. */
export function createResourceService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  /** @throws DeclaredError `NOT_FOUND`, `STALE` */
  const seen = async (db: ReadExecutor, resourceId: string, expectedVersion: number): Promise<SiteResource> => {
    const present = (await resourceRows(db)).find(({ id }) => id === resourceId);
    const change = await resourceChange(db, resourceId);
    if (!present || !change) throw new DeclaredError('NOT_FOUND');
    if (present.version !== expectedVersion) throw new DeclaredError('STALE', { version: present.version, ...change });
    return present;
  };
  const written = async (db: ReadExecutor, resourceId: string): Promise<SiteResource> => {
    const row = (await resourceRows(db)).find(({ id }) => id === resourceId);
    if (!row) throw new DeclaredError('NOT_FOUND');
    return row;
  };

  return {
    list: async (): Promise<Outputs['resources']['list']> => unitOfWork.read(async (db) => ({ resources: await resourceRows(db) })),

    /** @throws DeclaredError `NOT_FOUND` (nobody at work in the clinic), `INVALID` (an unknown type) */
    free: async ({ practitionerId, startsAt, minutes, modality, purpose, moving }: Inputs['resources']['free']): Promise<Outputs['resources']['free']> =>
      unitOfWork.read(async (db) => {
        const [person] = await professionalHours(db, { practitionerId, role: null });
        const kept = moving === null ? undefined : await anyVisit(db, moving);
        const type = await visitTypeOf(db, kept ? kept.purpose : purpose);
        if (!person) throw new DeclaredError('NOT_FOUND');
        if (type === undefined && !kept) throw new DeclaredError('INVALID', { issues: [{ path: 'purpose', code: 'UNKNOWN' }] });
        const times = { startsAt, endsAt: addMilliseconds(startsAt, minutes * 60_000) };
        const where = placeDuring(person.openings, toInterval(times), { zone: clinic.timeZone, modality });
        if (!where || where.roomId !== null || !needsOf(type ?? null, modality).room) return { rooms: [] };
        const { busyFrom = times.startsAt, busyUntil = times.endsAt } = busyAround(times, kept ? keptAround(kept) : buffersOf(type ?? null));
        const uses = await resourceUses(db, { from: busyFrom, until: busyUntil, except: moving === null ? [] : [moving], now: ports.clock.now(), exceptPatientId: kept?.patientId ?? null });
        const free = new Set(freeRooms({ ...toInterval({ startsAt: busyFrom, endsAt: busyUntil }), siteId: where.siteId }, uses).map(({ id }) => id));
        return { rooms: (await resourceRows(db)).filter(({ id }) => free.has(id)).map(({ id, kind, name }) => ({ id, kind, name })) };
      }),

    /** @throws DeclaredError `INVALID` (`TAKEN` its name, `UNKNOWN` its site), `STALE`, `NOT_FOUND` */
    save: async (caller: Caller, { resourceId, expectedVersion, siteId, kind, name }: Inputs['resources']['save']): Promise<Outputs['resources']['save']> =>
      unitOfWork.write(async (db) => {
        const who = { now: ports.clock.now(), userId: caller.userId };
        const rows = await resourceRows(db);
        const known = rows.find(({ id }) => id === resourceId);
        const isSame = known?.name === name && known.siteId === siteId && known.kind === kind;
        // The same sent again is answered from the row.
        if (expectedVersion === 0 && isSame) return known;
        if (siteId !== null && !(await siteRows(db)).some(({ id }) => id === siteId)) refuse('siteId', 'UNKNOWN');
        const isTaken = rows.some((one) => one.id !== resourceId && one.siteId === siteId && one.kind === kind && one.name.toLocaleLowerCase('fr') === name.toLocaleLowerCase('fr'));
        if (isTaken) refuse('name', 'TAKEN');
        if (known || expectedVersion !== 0) {
          const present = await seen(db, resourceId, expectedVersion);
          await updateResource(db, present, { name }, who);
        } else await insertResource(db, { id: resourceId, siteId, kind, name }, who);
        await audit.record(db, { userId: caller.userId, action: known ? 'site-resource.changed' : 'site-resource.added', entity: 'site-resource', entityId: resourceId, detail: { kind, siteId } });
        return written(db, resourceId);
      }),

    /** @throws DeclaredError `STALE`, `NOT_FOUND` */
    setRetired: async (caller: Caller, { resourceId, expectedVersion, retired }: Inputs['resources']['setRetired']): Promise<Outputs['resources']['setRetired']> =>
      unitOfWork.write(async (db) => {
        const present = await seen(db, resourceId, expectedVersion);
        if (present.retired === retired) return present;
        const now = ports.clock.now();
        await updateResource(db, present, { retiredAt: retired ? now : null }, { now, userId: caller.userId });
        await audit.record(db, { userId: caller.userId, action: retired ? 'site-resource.retired' : 'site-resource.restored', entity: 'site-resource', entityId: resourceId });
        return written(db, resourceId);
      }),
  };
}

function refuse(path: string, code: string): never {
  throw new DeclaredError('INVALID', { issues: [{ path, code }] });
}
