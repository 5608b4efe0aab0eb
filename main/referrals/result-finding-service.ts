import type { Inputs, Outputs } from '#contract/index.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import type { FactsReader } from '../monitoring/known-results.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { builtInResultFindings } from '../triage/result-finding-content.ts';
import { findingsFromResults } from '../triage/result-finding-rules.ts';
import type { Caller } from '../users/caller.ts';

/** Results on file, entered here or come with a request, as findings somebody may confirm. */
export function createResultFindingService({ unitOfWork, clinic, ports }: ServiceDependencies, facts: FactsReader) {
  return {
    /** What results about the day of a request would say; nothing is stored. @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    onFile: async (caller: Caller, { patientId, receivedOn }: Inputs['referrals']['findingsOnFile']): Promise<Outputs['referrals']['findingsOnFile']> =>
      unitOfWork.read(async (db) => {
        const now = ports.clock.now();
        await requireOpenRecord(db, reachOf(caller, 'patient.clinical.read', now), patientId);
        return findingsFromResults((await facts.factsOf(db, patientId)).results, receivedOn, civilDate(now, clinic.timeZone), builtInResultFindings.body);
      }),
  };
}
