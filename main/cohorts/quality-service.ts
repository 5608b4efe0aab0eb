import { z } from 'zod';
import type { Inputs, Outputs } from '#contract/index.ts';
import { qualityCheckCodes } from '#contract/quality.ts';
import { id as idSchema } from '#contract/values.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { builtInMonitoring } from '../monitoring/monitoring-content.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import type { CohortReadings } from './cohort-readings.ts';
import { countFindings, findingNow, pageOfFindings, peopleFound, type QualityMoment } from './quality-check-repository.ts';
import { insertVerdict, verdictById, withdrawVerdict } from './quality-verdict-repository.ts';

const pageSize = 50;
const position = z.tuple([idSchema, z.string().max(80)]);
const plausible = builtInMonitoring.tests.tests.flatMap((test) => (test.kind === 'number' ? [{ test: test.code, from: test.plausible[0], to: test.plausible[1] }] : []));

/** Data to be looked at, and what was said of it. */
export function createQualityService({ unitOfWork, audit, clinic, ports }: ServiceDependencies, readings: CohortReadings) {
  const momentFor = (caller: Caller): QualityMoment => ({
    engine: unitOfWork.engine, today: civilDate(ports.clock.now(), clinic.timeZone), reach: reachOf(caller, 'patient.clinical.read', ports.clock.now()), plausible,
  });

  return {
    list: async (caller: Caller): Promise<Outputs['quality']['list']> => {
      const catchingUp = await readings.catchUp(null);
      const moment = momentFor(caller);
      const checks: Outputs['quality']['list']['checks'] = [];
      // One at a time: others answer in between.
      for (const check of qualityCheckCodes) checks.push({ check, ...(await unitOfWork.read((db) => countFindings(db, check, moment))) });
      return { checks, catchingUp };
    },

    /** @throws DeclaredError `INVALID` for a cursor that is not ours */
    page: (caller: Caller, { check, verified, after }: Inputs['quality']['page']): Promise<Outputs['quality']['page']> => {
      const from = after ? decode(after) : null;
      const moment = momentFor(caller);
      return unitOfWork.read(async (db) => {
        const found = await pageOfFindings(db, check, moment, { verified, after: from, limit: pageSize + 1 });
        const shown = found.slice(0, pageSize);
        const people = await peopleFound(db, moment.reach, shown);
        const last = shown.at(-1);
        return {
          findings: shown.flatMap(({ patientId, subject, facts, verdict }) => {
            const patient = people.get(patientId);
            return patient ? [{ patient, subject, facts, verdict: verdict && { ...verdict } }] : [];
          }),
          next: found.length > pageSize && last ? JSON.stringify([last.patientId, last.subject]) : null,
        };
      });
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `STALE` */
    verify: (caller: Caller, { verdictId, check, patientId, subject, facts, reason }: Inputs['quality']['verify']): Promise<Outputs['quality']['verify']> =>
      unitOfWork.write(async (db) => {
        const moment = momentFor(caller);
        await requireOpenRecord(db, moment.reach, patientId);
        const now = await findingNow(db, check, moment, patientId, subject);
        if (now === undefined) throw new DeclaredError('NOT_FOUND');
        if (now !== facts) throw new DeclaredError('STALE', { version: 0, changedBy: null, changedAt: ports.clock.now() });
        if (await insertVerdict(db, { id: verdictId, check, patientId, subject, facts, reason, at: ports.clock.now(), by: caller.userId })) {
          await audit.record(db, { userId: caller.userId, action: 'quality.verified', entity: 'quality', entityId: verdictId, patientId, detail: { check } });
        }
        return { verified: true };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    reopen: (caller: Caller, { verdictId }: Inputs['quality']['reopen']): Promise<Outputs['quality']['reopen']> =>
      unitOfWork.write(async (db) => {
        const kept = await verdictById(db, verdictId);
        if (!kept) throw new DeclaredError('NOT_FOUND');
        await requireOpenRecord(db, momentFor(caller).reach, kept.patientId);
        await withdrawVerdict(db, verdictId, { at: ports.clock.now(), by: caller.userId });
        await audit.record(db, { userId: caller.userId, action: 'quality.reopened', entity: 'quality', entityId: verdictId, patientId: kept.patientId, detail: { check: kept.check } });
        return { reopened: true };
      }),
  };
}

function decode(cursor: string): { readonly patientId: string; readonly subject: string } {
  try {
    const [patientId, subject] = position.parse(JSON.parse(cursor));
    return { patientId, subject };
  } catch {
    throw new DeclaredError('INVALID', { issues: [{ path: 'after', code: 'CURSOR' }] });
  }
}
