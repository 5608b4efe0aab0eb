import type { HoldPlan } from '#contract/prevention.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { TreatmentReader } from '../treatments/active-treatments.ts';
import { builtInDrugs } from '../treatments/treatment-content.ts';
import type { Caller } from '../users/caller.ts';
import { insertPlan, keptPlansOf, planOwner, withdrawPlan } from './hold-repository.ts';
import { holdPlan } from './hold-rules.ts';
import { builtInHolds, sourceOf } from './prevention-content.ts';

const content = builtInHolds.body;
const labels = new Map(builtInDrugs.body.ingredients.map(({ key, label }) => [key, label]));

/** What each drug does around an operation or an infection, worked out from the current lines; kept in the record when asked. */
export function createHoldService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, treatments: TreatmentReader) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const mayWrite = (caller: Caller): boolean => caller.grants['patient.clinical.write'] === 'clinic';
  const requireOpen = (db: ReadExecutor, caller: Caller, patientId: string) => requireOpenRecord(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()), patientId);
  const requireWriter = async (db: ReadExecutor, caller: Caller, patientId: string): Promise<void> => {
    if (!mayWrite(caller)) throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
    await requireOpen(db, caller, patientId);
  };
  const figure = (amount: number): string => new Intl.NumberFormat(clinic.language === 'fr' ? 'fr-CA' : 'en-CA', { maximumFractionDigits: 2 }).format(amount);
  const planOf = async (db: ReadExecutor, patientId: string, event: string, on: string): Promise<HoldPlan> => {
    const taken = await treatments.activeTreatmentsOf(db, patientId, today());
    const drugs = taken.map(({ ingredient, drugClass, route, dose }) => ({
      key: ingredient, label: labels.get(ingredient) ?? { fr: ingredient, en: ingredient }, drugClass, route, everyDays: dose?.everyDays ?? null, dose: dose === null ? null : `${figure(dose.amount)}\u00A0${dose.unit}`,
    }));
    return holdPlan(content, event, on, drugs, today(), sourceOf);
  };
  const isKnown = (event: string): boolean => content.events.some(({ code }) => code === event);

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `INVALID` */
    open: (caller: Caller, { patientId, event, on }: Inputs['prevention']['holds']): Promise<Outputs['prevention']['holds']> =>
      unitOfWork.write(async (db) => {
        await requireOpen(db, caller, patientId);
        if (event !== null && !isKnown(event)) throw new DeclaredError('INVALID', { issues: [{ path: 'event', code: 'UNKNOWN' }] });
        await audit.recordReading(db, { userId: caller.userId, action: 'prevention.holds-read', entity: 'patient', entityId: patientId, patientId });
        return { events: content.events, plan: event === null || on === null ? null : await planOf(db, patientId, event, on), kept: [...(await keptPlansOf(db, patientId))], today: today(), mayWrite: mayWrite(caller) };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `INVALID` */
    keep: (caller: Caller, { planId, patientId, event, on, note }: Inputs['prevention']['keepHolds']): Promise<Outputs['prevention']['keepHolds']> =>
      unitOfWork.write(async (db) => {
        await requireWriter(db, caller, patientId);
        const issues = [...(isKnown(event) ? [] : [{ path: 'event', code: 'UNKNOWN' }]), ...(on < today() ? [{ path: 'on', code: 'PAST' }] : [])];
        if (issues.length > 0) throw new DeclaredError('INVALID', { issues });
        const kept = await insertPlan(db, { id: planId, patientId, plan: await planOf(db, patientId, event, on), note, now: ports.clock.now(), userId: caller.userId });
        if (kept) await audit.record(db, { userId: caller.userId, action: 'prevention.holds-kept', entity: 'prevention', entityId: planId, patientId, detail: { event } });
        return { kept };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN` */
    withdraw: (caller: Caller, { planId, reason }: Inputs['prevention']['withdrawHolds']): Promise<Outputs['prevention']['withdrawHolds']> =>
      unitOfWork.write(async (db) => {
        const patientId = await planOwner(db, planId);
        if (patientId === undefined) throw new DeclaredError('NOT_FOUND');
        await requireWriter(db, caller, patientId);
        const withdrawn = await withdrawPlan(db, planId, { now: ports.clock.now(), userId: caller.userId, reason });
        if (withdrawn) await audit.record(db, { userId: caller.userId, action: 'prevention.holds-withdrawn', entity: 'prevention', entityId: planId, patientId });
        return { withdrawn };
      }),
  };
}
