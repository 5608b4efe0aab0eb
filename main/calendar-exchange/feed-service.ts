import type { RecordReach } from '../access/record-reach.ts';
import { visitsCalendarFile } from '../appointments/visit-calendar-file.ts';
import { addMilliseconds } from '../platform/clock.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { feedByToken, noteFeedRead } from './exchange-repository.ts';
import { hashOf } from './exchange-service.ts';
import { asCalendarVisit, nameAtWork, visitsOfProfessional } from './visits-as-files.ts';

/** A feed tells the month past and a year and a little to come. */
const [daysPast, daysToCome] = [30, 400];
const dayMilliseconds = 86_400_000;
/** A program reads its feeds every few minutes: one line of the trail for each ten of them. */
const auditWindowMilliseconds = 10 * 60_000;
/** As whom the trail names whoever read at an address: it is nobody signed in. */
const reader = 'system:calendar-feed';

/** What is read at the private address of a professional's calendar: visits, without the names of those whose records are restricted, whatever was asked. */
export function createFeedService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  return {
    /** The calendar at an address; null where there is none, it was closed, or its professional is no longer at work. */
    read: async (token: string): Promise<string | null> =>
      unitOfWork.write(async (db) => {
        const feed = await feedByToken(db, hashOf(token));
        if (!feed?.isOpen) return null;
        const name = await nameAtWork(db, feed.practitionerId);
        if (name === null) return null;
        const now = ports.clock.now();
        // Nobody of the care team reads here: restricted records are closed.
        const reach: RecordReach = { scope: 'clinic', userId: reader, practitionerId: null, roles: [], now };
        const filed = await visitsOfProfessional(db, reach, { practitionerId: feed.practitionerId, from: addMilliseconds(now, -daysPast * dayMilliseconds), until: addMilliseconds(now, daysToCome * dayMilliseconds) });
        if (feed.lastReadAt === null || feed.lastReadAt <= addMilliseconds(now, -auditWindowMilliseconds)) {
          await noteFeedRead(db, feed.id, now);
          await audit.record(db, { userId: reader, action: 'calendar-feed.read', entity: 'calendar-feed', entityId: feed.id, detail: { practitionerId: feed.practitionerId, named: feed.withNames, rows: filed.length } });
        }
        const visits = filed.map((one) => ({ ...asCalendarVisit(one, feed.withNames ? 'open' : 'none'), ...(feed.withNames ? {} : { videoLink: null }) }));
        return visitsCalendarFile(visits, { clinicId: clinic.id, clinicName: clinic.name, language: feed.language }, `${clinic.name}, ${name}`);
      }),
  };
}
