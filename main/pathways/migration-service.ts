import type { Inputs, Outputs } from '#contract/index.ts';
import type { PhasePlans } from '../follow-up-plans/phase-plans.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { migrationOf, migrationRefusal } from './migration-rules.ts';
import { createPathwayAccess } from './pathway-access.ts';
import type { PathwayReader } from './pathway-reader.ts';
import { changeEnrolment, definitionsInForce, enrolmentById, type EnrolmentRow, insertEvent } from './pathway-repository.ts';
import { phaseTemplateId } from './phase-template-rules.ts';

/** People on the way taken over to the version of their pathway that is in force, one by one, seen before. */
export function createMigrationService(dependencies: ServiceDependencies, definitions: PathwayReader, plans: PhasePlans) {
  const { unitOfWork, ports } = dependencies;
  const access = createPathwayAccess(dependencies);
  const versionsOf = async (db: ReadExecutor, row: EnrolmentRow) => {
    const inForce = (await definitionsInForce(db)).get(row.pathwayCode);
    if (inForce === undefined) throw new DeclaredError('NOT_FOUND');
    return { before: await definitions.version(db, row.definitionId), after: await definitions.version(db, inForce) };
  };
  const requireOnTheWay = ({ state }: EnrolmentRow): void => {
    if (state === 'completed' || state === 'left') throw new DeclaredError('ILLEGAL_STATE', { state });
  };

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `ILLEGAL_STATE` once it is over */
    preview: (caller: Caller, { enrolmentId }: Inputs['pathwayEditor']['previewMigration']): Promise<Outputs['pathwayEditor']['previewMigration']> =>
      unitOfWork.read(async (db) => {
        const row = await enrolmentById(db, enrolmentId);
        if (!row) throw new DeclaredError('NOT_FOUND');
        await access.requireWriter(db, caller, row.patientId);
        requireOnTheWay(row);
        const { before, after } = await versionsOf(db, row);
        const steps = row.phase === null ? { moved: [], added: [], removed: [] } : await plans.previewMigration(db, row.planId, { templateCode: phaseTemplateId(row.pathwayCode, row.phase), version: after.content.version }, access.today());
        return { from: before.content.version, to: after.content.version, ...migrationOf(before.content.body, after.content.body, row), steps };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE`: over, on it already, or their phase or drug is not in it */
    migrate: (caller: Caller, { enrolmentId, expectedVersion, definitionId }: Inputs['pathwayEditor']['migrate']): Promise<Outputs['pathwayEditor']['migrate']> =>
      unitOfWork.write(async (db) => {
        const row = await access.held(db, caller, { enrolmentId, expectedVersion });
        requireOnTheWay(row);
        const { before, after } = await versionsOf(db, row);
        // What was seen before is what is done: another version may have come in between.
        if (after.id !== definitionId) throw new DeclaredError('STALE', { version: row.version, changedBy: null, changedAt: ports.clock.now() });
        if (before.id === after.id) throw new DeclaredError('ILLEGAL_STATE', { state: 'IN_FORCE' });
        const refusal = migrationRefusal(after.content.body, row);
        if (refusal !== null) throw new DeclaredError('ILLEGAL_STATE', { state: refusal });
        const by = access.by(caller);
        const planId = row.phase === null ? row.planId : await plans.migrate(db, row.planId, { newPlanId: ports.newId(), patientId: row.patientId, templateCode: phaseTemplateId(row.pathwayCode, row.phase), version: after.content.version, on: row.stateSince }, by);
        await insertEvent(db, { id: ports.newId(), enrolmentId: row.id, patientId: row.patientId, move: 'migrate', phase: row.phase, on: by.today, reason: null, note: `${before.content.version} → ${after.content.version}`, judged: null, before: null }, by);
        await access.record(db, caller, 'pathway.migrated', row, { from: before.content.version, to: after.content.version });
        if (!(await changeEnrolment(db, row.id, row.version, { definitionId: after.id, planId }, by))) throw access.stale((await enrolmentById(db, row.id)) ?? row);
        return { version: row.version + 1 };
      }),
  };
}
