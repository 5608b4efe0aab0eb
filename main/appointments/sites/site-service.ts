import type { Inputs, Outputs } from '#contract/index.ts';
import type { Site } from '#contract/sites.ts';
import type { WeeklyOpening } from '#contract/people.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { resourceRows } from '../resources/resource-repository.ts';
import { professionalHours } from '../calendar-repository.ts';
import { overlappingOpenings } from './opening-rules.ts';
import { siteChanges, siteProblem } from './site-rules.ts';
import { insertSite, siteRows, type SiteRow, updateSite } from './site-repository.ts';

/** Where the clinic sees people. A change is of hours to come: no visit that is booked moves by it. */
export function createSiteService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  /** @throws DeclaredError `NOT_FOUND`, `STALE` */
  const seen = async (db: WriteExecutor, { siteId, expectedVersion }: { siteId: string; expectedVersion: number }): Promise<{ present: SiteRow; others: readonly SiteRow[] }> => {
    const rows = await siteRows(db);
    const present = rows.find(({ id }) => id === siteId);
    if (!present) throw new DeclaredError('NOT_FOUND');
    if (present.version !== expectedVersion) throw stale(present);
    return { present, others: rows.filter((row) => row !== present) };
  };
  const refuseTwoPlaces = async (db: WriteExecutor, siteId: string, zone: string): Promise<void> => {
    const zones = new Map([...(await siteRows(db)).map((row) => [row.id, row.zone] as const), [siteId, zone] as const]);
    const people = (await professionalHours(db, { practitionerId: null, role: null })).filter(({ openings }) => openings.some((opening) => opening.siteId === siteId));
    if (people.some(({ openings }) => overlappingOpenings(openings, (id) => zones.get(id ?? '') ?? clinic.timeZone).length > 0)) refuse({ path: 'zone', code: 'OVERLAP' });
  };
  const written = async (db: WriteExecutor, siteId: string): Promise<Site> => {
    const row = (await siteRows(db)).find(({ id }) => id === siteId);
    if (!row) throw new DeclaredError('NOT_FOUND');
    return told(row);
  };

  return {
    /** What is wrong with weekly hours as they are about to be written, by their place among them. */
    openingProblems: async (db: ReadExecutor, openings: readonly WeeklyOpening[]): Promise<readonly { readonly path: string; readonly code: string }[]> => {
      const zones = new Map((await siteRows(db)).flatMap(({ id, zone, retired }) => (retired ? [] : [[id, zone] as const])));
      const rooms = (await resourceRows(db)).filter(({ kind, retired }) => kind === 'room' && !retired);
      const isRoom = (roomId: string, siteId: string | undefined): boolean => rooms.some((room) => room.id === roomId && room.siteId === (siteId ?? null));
      const unknown = openings.flatMap(({ siteId, roomId }, index) => [
        ...(siteId === undefined || zones.has(siteId) ? [] : [{ path: `openings.${index}`, code: 'UNKNOWN_SITE' }]),
        ...(roomId === undefined || isRoom(roomId, siteId) ? [] : [{ path: `openings.${index}`, code: 'UNKNOWN_ROOM' }]),
      ]);
      if (unknown.length > 0) return unknown;
      return overlappingOpenings(openings, (siteId) => zones.get(siteId ?? '') ?? clinic.timeZone).map((index) => ({ path: `openings.${index}`, code: 'OVERLAP' }));
    },

    list: async (): Promise<Outputs['sites']['list']> => unitOfWork.read(async (db) => ({ sites: (await siteRows(db)).map(told), zone: clinic.timeZone })),

    /** @throws DeclaredError `INVALID` (`TAKEN` a name another site has, `OVERLAP` on the new clock somebody would be at two sites at once), `STALE`, `NOT_FOUND` */
    save: async (caller: Caller, { siteId, expectedVersion, ...values }: Inputs['sites']['save']): Promise<Outputs['sites']['save']> =>
      unitOfWork.write(async (db) => {
        const who = { now: ports.clock.now(), userId: caller.userId };
        if (expectedVersion === 0) {
          const rows = await siteRows(db);
          const known = rows.find(({ id }) => id === siteId);
          // The same site sent again is answered from the row.
          if (known && siteChanges(known, values).length > 0) throw stale(known);
          if (known) return told(known);
          refuse(siteProblem(values, rows));
          await insertSite(db, siteId, values, who);
          await audit.record(db, { userId: caller.userId, action: 'site.added', entity: 'site', entityId: siteId, detail: { zone: values.zone } });
          return written(db, siteId);
        }
        const { present, others } = await seen(db, { siteId, expectedVersion });
        refuse(siteProblem(values, others));
        if (values.zone !== present.zone) await refuseTwoPlaces(db, siteId, values.zone);
        const fields = siteChanges(present, values);
        if (fields.length === 0) return told(present);
        if (!(await updateSite(db, present, values, who))) throw stale(present);
        await audit.record(db, { userId: caller.userId, action: 'site.changed', entity: 'site', entityId: siteId, detail: { fields, zone: values.zone } });
        return written(db, siteId);
      }),

    /** @throws DeclaredError `INVALID` (`IN_USE`: hours are there), `STALE`, `NOT_FOUND` */
    setRetired: async (caller: Caller, { siteId, expectedVersion, retired }: Inputs['sites']['setRetired']): Promise<Outputs['sites']['setRetired']> =>
      unitOfWork.write(async (db) => {
        const { present } = await seen(db, { siteId, expectedVersion });
        if (present.retired === retired) return told(present);
        if (retired && present.openings > 0) refuse({ path: 'siteId', code: 'IN_USE' });
        const now = ports.clock.now();
        if (!(await updateSite(db, present, { retiredAt: retired ? now : null }, { now, userId: caller.userId }))) throw stale(present);
        await audit.record(db, { userId: caller.userId, action: retired ? 'site.retired' : 'site.restored', entity: 'site', entityId: siteId });
        return written(db, siteId);
      }),
  };
}

const told = ({ changedAt: _at, changedBy: _by, ...site }: SiteRow): Site => site;

const stale = ({ version, changedBy, changedAt }: SiteRow): DeclaredError<'STALE'> => new DeclaredError('STALE', { version, changedBy, changedAt });

function refuse(problem: { path: string; code: string } | null): void {
  if (problem) throw new DeclaredError('INVALID', { issues: [problem] });
}

/** Judges weekly hours before they are written. */
export type OpeningProblems = ReturnType<typeof createSiteService>['openingProblems'];
