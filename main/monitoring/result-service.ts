import type { Inputs, Outputs } from '#contract/index.ts';
import type { TypedValue } from '#contract/monitoring.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { writeRecordChange } from '../record-history/record-history.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { type LabResult, readResults } from './lab-reading-rules.ts';
import { builtInMonitoring, type MonitoredTest } from './monitoring-content.ts';
import { keptResultsOf, personOf } from './monitoring-facts-repository.ts';
import { checkEntry, written } from './result-entry.ts';
import { changeResult, insertResult, typedResult, typedVersions } from './result-repository.ts';
import { latest } from './schedule-rules.ts';
import { shown } from './threshold-rules.ts';

const content = builtInMonitoring;
const testOf = new Map(content.tests.tests.map((test) => [test.code, test]));
/** Results one corrects are recent. */
const mostTyped = 60;

/** Results typed from paper: kept, corrected with a trace, taken back. */
export function createResultService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const requireOpen = (db: ReadExecutor, caller: Caller, patientId: string) => requireOpenRecord(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()), patientId);
  /** Laboratory results are nobody's own notes. */
  const requireClinical = (caller: Caller): void => {
    if (caller.grants['patient.clinical.write'] !== 'clinic') throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
  };
  const resultsOf = async (db: ReadExecutor, patientId: string): Promise<readonly LabResult[]> => {
    const living = await personOf(db, patientId);
    return readResults((await keptResultsOf(db, [living])).get(living) ?? [], content.tests, clinic.timeZone).read;
  };
  const known = (code: string): MonitoredTest => {
    const test = testOf.get(code);
    if (!test) throw new DeclaredError('INVALID', { issues: [{ path: 'test', code: 'UNKNOWN' }] });
    return test;
  };
  const requireDate = (takenOn: string): void => {
    if (takenOn > today()) throw new DeclaredError('INVALID', { issues: [{ path: 'takenOn', code: 'FUTURE' }] });
  };

  /** A result typed here, at the version that was seen. */
  const held = async (db: WriteExecutor, caller: Caller, resultId: string, expectedVersion: number) => {
    requireClinical(caller);
    const kept = await typedResult(db, resultId);
    if (!kept) throw new DeclaredError('NOT_FOUND');
    await requireOpen(db, caller, kept.patientId);
    if (kept.version !== expectedVersion) throw new DeclaredError('STALE', { version: kept.version, changedBy: null, changedAt: kept.updatedAt });
    const before = (await resultsOf(db, kept.patientId)).find(({ id }) => id === resultId);
    if (!before) throw new DeclaredError('NOT_FOUND');
    return { ...kept, before, test: known(before.test) };
  };
  const inWords = (test: MonitoredTest, typed: TypedValue, on: string): string => `${test.label[clinic.language]} ${written(typed, clinic.language)} · ${on}`;
  const shownAs = ({ shown: given, comparator }: LabResult): TypedValue => (given.number === null ? { number: null, comparator: null, unit: null, words: given.words } : { ...given, comparator });

  const writeChange = async (db: WriteExecutor, caller: Caller, { patientId, version, before, test }: Awaited<ReturnType<typeof held>>, to: string | null, reason: string): Promise<void> => {
    const changes = [{ field: 'result', from: inWords(test, shownAs(before), before.on), to }];
    await writeRecordChange(db, { entity: 'observation', entityId: before.id, patientId, version: version + 1, userId: caller.userId, origin: 'edit', changes, reason }, { now: ports.clock.now(), newId: ports.newId });
    await audit.record(db, { userId: caller.userId, action: to === null ? 'monitoring.result-withdrawn' : 'monitoring.result-corrected', entity: 'observation', entityId: before.id, patientId, detail: { test: test.code } });
  };

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    entry: (caller: Caller, { patientId }: Inputs['monitoring']['entry']): Promise<Outputs['monitoring']['entry']> =>
      unitOfWork.write(async (db) => {
        await requireOpen(db, caller, patientId);
        const results = await resultsOf(db, patientId);
        await audit.recordReading(db, { userId: caller.userId, action: 'monitoring.results-read', entity: 'patient', entityId: patientId, patientId });
        return {
          tests: content.tests.tests.map((test) => {
            const last = latest(results, test.code, today());
            return {
              code: test.code, kind: test.kind, label: test.label, group: test.group, units: test.kind === 'number' ? test.units.map((unit) => unit.shown) : [], decimals: test.kind === 'number' ? test.decimals : 0,
              previous: last && shown(content, last),
            };
          }),
        };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `INVALID` (by `results.<test>.<field>`) */
    record: (caller: Caller, { patientId, takenOn, results, confirmed }: Inputs['monitoring']['record']): Promise<Outputs['monitoring']['record']> =>
      unitOfWork.write(async (db) => {
        requireClinical(caller);
        await requireOpen(db, caller, patientId);
        requireDate(takenOn);
        const before = await resultsOf(db, patientId);
        const checked = results.map((typed) => {
          const test = known(typed.test);
          const previous = latest(before.filter(({ id }) => id !== typed.resultId), test.code, takenOn);
          return { typed, test, ...checkEntry(test, typed, takenOn, previous) };
        });
        const issues = checked.flatMap(({ test, issues: own }) => own.map(({ path, code }) => ({ path: `results.${test.code}.${path}`, code })));
        if (issues.length > 0) throw new DeclaredError('INVALID', { issues });
        const questions = checked.flatMap(({ test, questions: own }) => own.map((text) => ({ test: test.code, text })));
        if (questions.length > 0 && !confirmed) return { recorded: 0, questions };
        let recorded = 0;
        for (const { typed, test } of checked) {
          const isNew = await insertResult(db, { id: typed.resultId, patientId, test, typed, takenOn, text: test.label[clinic.language], now: ports.clock.now() });
          if (isNew) recorded += 1;
        }
        if (recorded > 0) await audit.record(db, { userId: caller.userId, action: 'monitoring.results-recorded', entity: 'observation', entityId: null, patientId, detail: { tests: checked.map(({ test }) => test.code), asked: questions.length } });
        return { recorded, questions: [] };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    typed: (caller: Caller, { patientId }: Inputs['monitoring']['typed']): Promise<Outputs['monitoring']['typed']> =>
      unitOfWork.write(async (db) => {
        await requireOpen(db, caller, patientId);
        const versions = await typedVersions(db, await personOf(db, patientId));
        const own = (await resultsOf(db, patientId)).filter(({ id }) => versions.has(id)).sort((one, other) => (one.on === other.on ? (one.id < other.id ? 1 : -1) : one.on < other.on ? 1 : -1));
        await audit.recordReading(db, { userId: caller.userId, action: 'monitoring.results-read', entity: 'patient', entityId: patientId, patientId });
        return {
          results: own.slice(0, mostTyped).map((result) => {
            const test = known(result.test);
            return { ...shown(content, result), resultId: result.id, version: versions.get(result.id) ?? 1, kind: test.kind, units: test.kind === 'number' ? test.units.map((unit) => unit.shown) : [] };
          }),
        };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID` */
    correct: (caller: Caller, input: Inputs['monitoring']['correct']): Promise<Outputs['monitoring']['correct']> =>
      unitOfWork.write(async (db) => {
        const { resultId, expectedVersion, takenOn, reason, confirmed, ...typed } = input;
        const kept = await held(db, caller, resultId, expectedVersion);
        requireDate(takenOn);
        const others = (await resultsOf(db, kept.patientId)).filter(({ id }) => id !== resultId);
        const { issues, questions } = checkEntry(kept.test, typed, takenOn, latest(others, kept.test.code, takenOn));
        if (issues.length > 0) throw new DeclaredError('INVALID', { issues: [...issues] });
        if (questions.length > 0 && !confirmed) return { recorded: 0, questions: questions.map((text) => ({ test: kept.test.code, text })) };
        await changeResult(db, resultId, expectedVersion, { test: kept.test, typed, takenOn }, ports.clock.now());
        await writeChange(db, caller, kept, inWords(kept.test, typed, takenOn), reason);
        return { recorded: 1, questions: [] };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE` */
    withdraw: (caller: Caller, { resultId, expectedVersion, reason }: Inputs['monitoring']['withdraw']): Promise<Outputs['monitoring']['withdraw']> =>
      unitOfWork.write(async (db) => {
        const kept = await held(db, caller, resultId, expectedVersion);
        await changeResult(db, resultId, expectedVersion, 'withdrawn', ports.clock.now());
        await writeChange(db, caller, kept, null, reason);
        return { withdrawn: true };
      }),
  };
}
