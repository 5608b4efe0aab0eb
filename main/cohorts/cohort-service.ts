import type { CohortDefinition, SavedCohort } from '#contract/cohorts.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import type { RegistryRow } from '#contract/patients.ts';
import { id as idSchema } from '#contract/values.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { builtInDiagnoses } from '../diagnoses/diagnosis-content.ts';
import type { InstrumentReader } from '../instruments/active-instruments.ts';
import { builtInMonitoring } from '../monitoring/monitoring-content.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { builtInDrugs } from '../treatments/treatment-content.ts';
import type { Caller } from '../users/caller.ts';
import { advancedDrugsOf, countAnswers, type LastActivity, lastActivityOf, pageOfAnswers, professionalsOf, responsibleOf } from './answer-repository.ts';
import { builtInGroups } from './cohort-content.ts';
import { changeCohort, cohortById, cohortsOf, insertCohort, type KeptCohort } from './cohort-repository.ts';
import type { CohortReadings } from './cohort-readings.ts';
import type { CohortQuestion } from './condition-repository.ts';

/** Rows of the registry for ids of people, in their order. */
export type ReadRows = (caller: Caller, ids: readonly string[]) => Promise<readonly RegistryRow[]>;

const drugNames = new Map(builtInDrugs.body.ingredients.map(({ key, label }) => [key, label]));
const everyone: CohortDefinition = { version: 1, life: 'everybody', groups: [] };

/** Cohorts: who answers a definition now, and definitions kept under a name. */
export function createCohortService({ unitOfWork, audit, clinic, ports }: ServiceDependencies, readings: CohortReadings, readRows: ReadRows, instruments: InstrumentReader) {
  const question = (caller: Caller, definition: CohortDefinition): CohortQuestion => ({
    definition, today: civilDate(ports.clock.now(), clinic.timeZone), reach: reachOf(caller, 'patient.clinical.read', ports.clock.now()),
  });
  const stale = ({ version, updatedByName, updatedAt }: KeptCohort): DeclaredError => new DeclaredError('STALE', { version, changedBy: updatedByName, changedAt: updatedAt });
  const savedOf = ({ ownerId, ...kept }: KeptCohort, caller: Caller): SavedCohort => ({ ...kept, isOwn: ownerId === caller.userId });

  return {
    question,

    vocabulary: (_caller: Caller): Promise<Outputs['cohorts']['vocabulary']> =>
      unitOfWork.read(async (db) => ({
        diagnosisGroups: builtInGroups.body.groups.map(({ code, label, codes }) => ({ code, label, codes: [...codes] })),
        diagnoses: builtInDiagnoses.body.diagnoses.map(({ code, label }) => ({ code, label })),
        drugs: builtInDrugs.body.ingredients.map(({ key, label, drugClass }) => ({ code: key, label, drugClass })),
        instruments: (await instruments.all(db)).filter(({ content }) => content.body.family !== 'conversion').map(({ content: { id, body: { label, score, categories } } }) => ({
          code: id, label, decimals: score.decimals, min: score.min, max: score.max, categories: categories.map(({ code, label: words }) => ({ code, label: words })),
        })),
        professionals: [...(await professionalsOf(db))],
        tests: builtInMonitoring.tests.tests.flatMap((test) => (test.kind === 'number' ? [{ code: test.code, label: test.label, unit: test.units[0]?.shown ?? '' }] : [])),
      })),

    list: async (caller: Caller): Promise<Outputs['cohorts']['list']> => ({ cohorts: (await unitOfWork.read((db) => cohortsOf(db, caller.userId))).map((kept) => savedOf(kept, caller)) }),

    /** A cohort the caller may see. @throws DeclaredError `NOT_FOUND` */
    saved: async (caller: Caller, cohortId: string): Promise<SavedCohort> => {
      const kept = await unitOfWork.read((db) => cohortById(db, caller.userId, cohortId));
      if (!kept) throw new DeclaredError('NOT_FOUND');
      return savedOf(kept, caller);
    },

    /** @throws DeclaredError `STALE`, `NOT_FOUND`, `FORBIDDEN` (taking a shared one for oneself that is another's) */
    save: (caller: Caller, { cohortId, expectedVersion, name, definition, shared }: Inputs['cohorts']['save']): Promise<Outputs['cohorts']['save']> =>
      unitOfWork.write(async (db) => {
        const by = { now: ports.clock.now(), userId: caller.userId };
        const kept = await cohortById(db, caller.userId, cohortId);
        const content = { name, definition, shared };
        const said = { userId: caller.userId, entity: 'cohort', entityId: cohortId, detail: { shared, conditions: definition.groups.flatMap((group) => group.conditions.map(({ kind }) => kind)) } };
        if (expectedVersion === null) {
          // The same form sent twice.
          if (kept) return { version: kept.version };
          await insertCohort(db, cohortId, content, by);
          await audit.record(db, { ...said, action: 'cohort.saved' });
          return { version: 1 };
        }
        if (!kept) throw new DeclaredError('NOT_FOUND');
        if (!shared && kept.ownerId !== caller.userId) throw new DeclaredError('FORBIDDEN', { access: 'cohort.use' });
        if (!(await changeCohort(db, cohortId, expectedVersion, content, by))) throw stale(kept);
        await audit.record(db, { ...said, action: 'cohort.changed' });
        return { version: expectedVersion + 1 };
      }),

    /** @throws DeclaredError `STALE`, `NOT_FOUND` */
    remove: (caller: Caller, { cohortId, expectedVersion }: Inputs['cohorts']['remove']): Promise<Outputs['cohorts']['remove']> =>
      unitOfWork.write(async (db) => {
        const kept = await cohortById(db, caller.userId, cohortId);
        if (!kept) throw new DeclaredError('NOT_FOUND');
        if (!(await changeCohort(db, cohortId, expectedVersion, 'removed', { now: ports.clock.now(), userId: caller.userId }))) throw stale(kept);
        await audit.record(db, { userId: caller.userId, action: 'cohort.removed', entity: 'cohort', entityId: cohortId });
        return { removed: true };
      }),

    /** Ids of everybody who answers a saved cohort now, by name. @throws DeclaredError `NOT_FOUND`, `FORBIDDEN` without the permission of cohorts */
    everybodyOf: async (caller: Caller, cohortId: string): Promise<readonly string[]> => {
      if (!caller.grants['cohort.use']) throw new DeclaredError('FORBIDDEN', { access: 'cohort.use' });
      const kept = await unitOfWork.read((db) => cohortById(db, caller.userId, cohortId));
      if (!kept) throw new DeclaredError('NOT_FOUND');
      while (await readings.catchUp(kept.definition));
      return unitOfWork.read((db) => pageOfAnswers(db, question(caller, kept.definition), null, null));
    },

    /** Ids of who answers now, by name, at most `limit`; null while some records are still being read. */
    people: async (caller: Caller, definition: CohortDefinition, limit: number): Promise<readonly string[] | null> =>
      (await readings.catchUp(definition, Infinity)) ? null : unitOfWork.read((db) => pageOfAnswers(db, question(caller, definition), null, limit)),

    /** The last score of activity of these people (at most 200) and who is responsible for each; activity only for whoever reads clinical data. */
    latestOf: async (caller: Caller, ids: readonly string[]): Promise<{ readonly activity: ReadonlyMap<string, TitledActivity>; readonly responsible: ReadonlyMap<string, string> }> => {
      const readsClinical = caller.grants['patient.clinical.read'] !== undefined;
      while (readsClinical && (await readings.catchUp(null)));
      return unitOfWork.read(async (db) => ({
        activity: readsClinical ? titledActivity(await lastActivityOf(db, ids), await instruments.all(db)) : new Map<string, TitledActivity>(),
        responsible: await responsibleOf(db, ids),
      }));
    },

    count: async (caller: Caller, { definition }: Inputs['cohorts']['count']): Promise<Outputs['cohorts']['count']> => {
      const catchingUp = await readings.catchUp(definition);
      return unitOfWork.read(async (db) => ({ count: await countAnswers(db, question(caller, definition)), of: await countAnswers(db, question(caller, everyone)), catchingUp }));
    },

    /** @throws DeclaredError `INVALID` for a cursor that is not ours */
    page: async (caller: Caller, { definition, after, limit }: Inputs['cohorts']['page']): Promise<Outputs['cohorts']['page']> => {
      const afterId = after ?? null;
      if (afterId !== null && !idSchema.safeParse(afterId).success) throw new DeclaredError('INVALID', { issues: [{ path: 'after', code: 'CURSOR' }] });
      const most = limit ?? 50;
      const catchingUp = await readings.catchUp(definition);
      const asked = question(caller, definition);
      const { ids, drugs, activity, known, responsible } = await unitOfWork.read(async (db) => {
        const found = await pageOfAnswers(db, asked, afterId, most + 1);
        const shown = found.slice(0, most);
        return { ids: found, drugs: await advancedDrugsOf(db, shown, asked.today), activity: await lastActivityOf(db, shown), responsible: await responsibleOf(db, shown), known: await instruments.all(db) };
      });
      const shown = ids.slice(0, most);
      const titled = titledActivity(activity, known);
      // Read again within reach: a record closed meanwhile is not shown.
      const rows = (await readRows(caller, shown)).filter(({ access }) => access !== 'closed').map((row) => {
        return {
          ...row, responsible: responsible.get(row.id) ?? null,
          advanced: (drugs.get(row.id) ?? []).map((key) => drugNames.get(key) ?? { fr: key, en: key }),
          activity: titled.get(row.id) ?? null,
        };
      });
      return { rows, next: ids.length > most ? (shown.at(-1) ?? null) : null, catchingUp };
    },
  };
}

/** A score of activity with the words of its instrument. */
export type TitledActivity = NonNullable<Outputs['cohorts']['page']['rows'][number]['activity']>;

/** Those whose instrument is known here. */
function titledActivity(activity: ReadonlyMap<string, LastActivity>, known: Awaited<ReturnType<InstrumentReader['all']>>): ReadonlyMap<string, TitledActivity> {
  const content = new Map(known.map((one) => [one.content.id, one.content.body]));
  const titled = new Map<string, TitledActivity>();
  for (const [id, last] of activity) {
    const instrument = content.get(last.instrument);
    if (instrument) titled.set(id, { instrument: last.instrument, label: instrument.label, score: last.score, category: instrument.categories.find(({ code }) => code === last.category)?.label ?? null, on: last.on });
  }
  return titled;
}
