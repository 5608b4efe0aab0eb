import type { Inputs, Outputs } from '#contract/index.ts';
import { monitoringSeverities } from '#contract/monitoring.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { decodePosition, encodePosition } from '../patients/history-cursor.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { CohortResultTable } from '../platform/database/tables/research-tables.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { builtInDrugs } from '../treatments/treatment-content.ts';
import type { ActiveTreatment } from './active-treatment.ts';
import { countLate, isAnyStale, latePage, markAllStale, stalePatients, writeDue } from './due-repository.ts';
import { eyeDose } from './eye-rules.ts';
import { daysBetween } from './interval-rules.ts';
import { type LabResult, lastNumbers, readResults, type UnreadResult } from './lab-reading-rules.ts';
import { lateWorkOf, quietUntil } from './late-rules.ts';
import { builtInMonitoring } from './monitoring-content.ts';
import { keptResultsOf, personOf, problemCodesOf } from './monitoring-facts-repository.ts';
import { type MonitoringPlan, planOf } from './monitoring-plan.ts';
import { insertOutcome, type NotedOutcome, outcomesOf } from './outcome-repository.ts';
import { chosenProfile, writeProfile } from './schedule-choice-repository.ts';
import { latest } from './schedule-rules.ts';
import { labelOf, sourceOf } from './threshold-rules.ts';

/** Reads what several people take on a civil date, within the reader's own transaction. */
export type ReadTreatments = (db: ReadExecutor, patientIds: readonly string[], on: string) => Promise<ReadonlyMap<string, readonly ActiveTreatment[]>>;

const content = builtInMonitoring;
const drugNames = new Map(builtInDrugs.body.ingredients.map(({ key, label }) => [key, label]));
/** People worked out in one transaction, and transactions one answer waits for. */
const batchSize = 100;
const mostBatches = 8;

/** Safety monitoring of the people of the clinic: each one's plan, and the work list of late checks. */
export function createMonitoringService({ unitOfWork, audit, clinic, ports }: ServiceDependencies, readTreatments: ReadTreatments) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const reading = (caller: Caller) => reachOf(caller, 'patient.clinical.read', ports.clock.now());

  /** The plans of some people, with what could not be read. */
  const plansOf = async (db: ReadExecutor, patientIds: readonly string[], on: string): Promise<ReadonlyMap<string, { readonly plan: MonitoringPlan; readonly results: readonly LabResult[]; readonly unread: readonly UnreadResult[] }>> => {
    const [chosen, treatments, kept, problems] = [await chosenProfile(db), await readTreatments(db, patientIds, on), await keptResultsOf(db, patientIds), await problemCodesOf(db, patientIds)];
    return new Map(
      patientIds.map((id) => {
        const { read, unread } = readResults(kept.get(id) ?? [], content.tests, clinic.timeZone);
        const plan = planOf(content, { today: on, profile: chosen, treatments: treatments.get(id) ?? [], problems: problems.get(id) ?? [], results: read });
        return [id, { plan, results: read, unread }];
      }),
    );
  };

  const refreshBatch = async (db: WriteExecutor): Promise<number> => {
    const on = today();
    const ids = await stalePatients(db, unitOfWork.engine, on, batchSize);
    const plans = await plansOf(db, ids, on);
    const outcomes = await outcomesOf(db, ids);
    const rows = [...plans].map(([patientId, { plan }]) => ({ patientId, ...lateWorkOf(plan), quietUntil: quietUntil(outcomes.get(patientId) ?? []) }));
    await writeDue(db, unitOfWork.engine, on, rows);
    return ids.length;
  };

  /** Works out what changed since, some transactions at a time; answers whether some is left. */
  const catchUp = async (batches = mostBatches): Promise<boolean> => {
    for (let batch = 0; batch < batches; batch += 1) {
      if (!(await unitOfWork.read((db) => isAnyStale(db, today())))) return false;
      // On PostgreSQL another process may hold the rest, and writes it itself.
      if ((await unitOfWork.write(refreshBatch)) === 0) return false;
    }
    return unitOfWork.read((db) => isAnyStale(db, today()));
  };

  const noted = ({ patientId: _patientId, ...outcome }: NotedOutcome) => outcome;

  return {
    catchUp,

    /** The last value in numbers of each test of several people (at most 200), in the test's first unit; a bound is none. */
    lastNumbersOf: async (db: ReadExecutor, patientIds: readonly string[]): Promise<readonly CohortResultTable[]> => {
      const kept = await keptResultsOf(db, patientIds);
      return patientIds.flatMap((id) => lastNumbers(readResults(kept.get(id) ?? [], content.tests, clinic.timeZone).read).map(({ test, number, on }) => ({ patient_id: id, test, number, taken_on: on })));
    },

    /** Laboratory checks of the follow-up of a person with their dates, the first due first; none where nothing taken asks for any. */
    followUpChecksOf: async (db: ReadExecutor, patientId: string, on: string) => {
      const living = await personOf(db, patientId);
      const plan = (await plansOf(db, [living], on)).get(living)?.plan;
      return (plan ? lateWorkOf(plan).checks : []).map(({ check, dueOn }) => ({ label: plan?.items.find((item) => item.check === check)?.label ?? { fr: check, en: check }, dueOn }));
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    open: (caller: Caller, { patientId }: Inputs['monitoring']['open']): Promise<Outputs['monitoring']['open']> =>
      unitOfWork.write(async (db) => {
        await requireOpenRecord(db, reading(caller), patientId);
        const [on, living] = [today(), await personOf(db, patientId)];
        const found = (await plansOf(db, [living], on)).get(living);
        if (!found) throw new DeclaredError('NOT_FOUND');
        const { plan, results, unread } = found;
        const chosen = await chosenProfile(db);
        const outcomes = (await outcomesOf(db, [living])).get(living) ?? [];
        await audit.recordReading(db, { userId: caller.userId, action: 'monitoring.opened', entity: 'patient', entityId: living, patientId: living });
        const eyeLine = content.schedule.lines.flatMap(({ rule }) => (rule.kind === 'eye' ? [rule] : []))[0];
        const onEyeDrug = plan.treatments.find(({ drugs }) => drugs.includes('hydroxychloroquine'));
        const drugs = new Set(plan.treatments.flatMap((one) => one.drugs));
        return {
          today: on,
          profile: { code: chosen, label: content.schedule.profiles.find(({ code }) => code === chosen)?.label ?? { fr: chosen, en: chosen } },
          items: [...plan.items], alerts: [...plan.alerts],
          unread: unread.map(({ id, test, on: date, reason, shown }) => ({ resultId: id, test, label: labelOf(content, test), on: date, reason, ...shown })),
          conditions: content.schedule.conditions.filter(({ code }) => plan.conditions.includes(code)).map(({ label }) => label),
          nothing: content.schedule.nothing.filter((one) => one.drugs.some((drug) => drugs.has(drug))).map(({ label, source }) => ({ label, source: sourceOf(source) })),
          treatments: plan.treatments.map(({ ingredient, startedOn, drugs: known }) => ({ ingredient, startedOn, known: known.length > 0 })),
          names: Object.fromEntries(plan.treatments.flatMap(({ ingredient }) => { const label = drugNames.get(ingredient); return label ? [[ingredient, label] as const] : []; })),
          eye: eyeLine && onEyeDrug ? eyeDose(onEyeDrug, latest(results, 'weight', on)?.number ?? null, eyeLine.limitMgPerKg, on) : null,
          outcomes: outcomes.map(noted),
        };
      }),

    /** @throws DeclaredError `INVALID` for a cursor that is not ours */
    late: async (caller: Caller, { after, limit }: Inputs['monitoring']['late']): Promise<Outputs['monitoring']['late']> => {
      const catchingUp = await catchUp();
      const most = limit ?? 50;
      const position = after ? decodePosition(after) : null;
      return unitOfWork.read(async (db) => {
        const [on, reach] = [today(), reading(caller)];
        const found = await latePage(db, reach, on, { after: position, limit: most + 1 });
        const page = found.slice(0, most);
        const ids = page.map(({ patientId }) => patientId);
        const outcomes = await outcomesOf(db, ids);
        const labels = new Map(content.schedule.checks.map(({ code, label }) => [code, label]));
        const last = page.at(-1);
        return {
          rows: page.flatMap(({ patientId, patient, dueOn, checks, treatments, severity }) => {
            const newest = outcomes.get(patientId)?.[0];
            return patient
              ? [{
                  patient, dueOn, daysLate: daysBetween(dueOn, on), treatments: treatments.map((key) => drugNames.get(key) ?? { fr: key, en: key }), severity: severity === null ? null : (monitoringSeverities[severity] ?? null), outcome: newest ? noted(newest) : null,
                  checks: checks.flatMap(({ check, dueOn: date }) => {
                    const label = labels.get(check);
                    return label && date < on ? [{ label, daysLate: daysBetween(date, on) }] : [];
                  }),
                }]
              : [];
          }),
          next: found.length > most && last ? encodePosition({ at: last.dueOn, id: last.patientId }) : null,
          total: await countLate(db, reach, on), catchingUp,
        };
      });
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `INVALID` */
    note: (caller: Caller, { outcomeId, patientId, outcome, untilOn, words }: Inputs['monitoring']['note']): Promise<Outputs['monitoring']['note']> =>
      unitOfWork.write(async (db) => {
        if (caller.grants['patient.clinical.write'] !== 'clinic') throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
        await requireOpenRecord(db, reading(caller), patientId);
        const until = outcome === 'snoozed' ? (untilOn ?? null) : null;
        const issues = outcome !== 'snoozed' ? [] : [...(until === null || until <= today() ? [{ path: 'untilOn', code: 'PAST' }] : []), ...(words.length < 3 ? [{ path: 'words', code: 'REQUIRED' }] : [])];
        if (issues.length > 0) throw new DeclaredError('INVALID', { issues });
        const living = await personOf(db, patientId);
        const isNew = await insertOutcome(db, { id: outcomeId, patientId: living, outcome, untilOn: until, words, at: ports.clock.now() }, caller.userId);
        if (isNew) await audit.record(db, { userId: caller.userId, action: `monitoring.${outcome}`, entity: 'monitoring', entityId: outcomeId, patientId: living });
        return { noted: isNew };
      }),

    schedule: async (): Promise<Outputs['monitoring']['schedule']> => ({ profile: await unitOfWork.read(chosenProfile), profiles: [...content.schedule.profiles] }),

    chooseSchedule: (caller: Caller, { profile: chosen }: Inputs['monitoring']['chooseSchedule']): Promise<Outputs['monitoring']['chooseSchedule']> =>
      unitOfWork.write(async (db) => {
        if ((await chosenProfile(db)) === chosen) return { chosen: false };
        await writeProfile(db, { profile: chosen, now: ports.clock.now(), userId: caller.userId });
        await markAllStale(db);
        await audit.record(db, { userId: caller.userId, action: 'monitoring.schedule-chosen', entity: 'monitoring', entityId: null, detail: { profile: chosen } });
        return { chosen: true };
      }),
  };
}
