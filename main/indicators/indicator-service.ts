import type { Outputs } from '#contract/index.ts';
import { addDays, civilDate, civilDay } from '../appointments/wall-time.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { countOpenByClass, requestsSince } from './access-repository.ts';
import { insideDelay, medianWait, openByClass } from './access-rules.ts';

const periodDays = 365;

/** Figures about access, for those who see no person. */
export function createIndicatorService({ unitOfWork, clinic, ports }: ServiceDependencies) {
  return {
    access: (_caller: Caller): Promise<Outputs['indicators']['access']> => {
      const asOf = civilDate(ports.clock.now(), clinic.timeZone);
      const since = addDays(asOf, -periodDays);
      return unitOfWork.read(async (db) => {
        const open = openByClass(await countOpenByClass(db));
        const requests = (await requestsSince(db, civilDay(since, clinic.timeZone).from)).map((row) => ({
          receivedOn: civilDate(row.received_at, clinic.timeZone), dueOn: row.due_on, state: row.state, firstVisitOn: row.first_visit_on,
        }));
        return { asOf, since, open, inside: insideDelay(requests, asOf), wait: medianWait(requests, asOf) };
      });
    },
  };
}
