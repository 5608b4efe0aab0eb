import type { Inputs, Outputs } from '#contract/index.ts';
import { reachOf } from '../../access/record-reach.ts';
import { civilDate } from '../../appointments/wall-time.ts';
import { visitPurposes } from '../../appointments/visit-purposes.ts';
import { nextClinicVersion } from '../../content/clinic-version.ts';
import { nameableTests } from '../../follow-up-plans/plan-content.ts';
import type { Planner } from '../../follow-up-plans/planner.ts';
import { builtInInstruments } from '../../instruments/instrument-content.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { readDefinition } from '../definition-file.ts';
import type { PathwayReader } from '../pathway-reader.ts';
import { definitionsInForce, enrolmentsBehind } from '../pathway-repository.ts';
import { previewDefinition } from './definition-preview.ts';
import { newDefinition } from './new-definition.ts';
import { offerPathway, retiredPathways, retirePathway } from './retirement-repository.ts';
import { activateDefinition, insertDefinition, versionsOf } from './definition-version-repository.ts';

const mostBehind = 200;

/** The definitions of pathways: read as their file, tried, written as new versions of the clinic, put back. */
export function createPathwayEditorService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, definitions: PathwayReader, planner: Planner) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const found = async (db: ReadExecutor, definitionId: string) => {
    const definition = await definitions.find(db, definitionId);
    if (!definition) throw new DeclaredError('NOT_FOUND');
    return definition;
  };

  /** @throws DeclaredError `INVALID` a code that is none, `DUPLICATE` one a pathway has */
  const requireNew = async (db: ReadExecutor, code: string): Promise<void> => {
    if (!/^[a-z0-9-]{1,40}$/.test(code)) throw new DeclaredError('INVALID', { issues: [{ path: 'code', code: 'CODE' }] });
    if ((await versionsOf(db, code)).length > 0) throw new DeclaredError('DUPLICATE', { field: 'code' });
  };
  const requireKnown = async (db: ReadExecutor, code: string): Promise<void> => {
    if (!(await definitionsInForce(db)).has(code)) throw new DeclaredError('NOT_FOUND');
  };

  return {
    versions: ({ code }: Inputs['pathwayEditor']['versions']): Promise<Outputs['pathwayEditor']['versions']> =>
      unitOfWork.read(async (db) => {
        const inForce = (await definitionsInForce(db)).get(code);
        return (await versionsOf(db, code)).map((row) => ({
          definitionId: row.id, version: row.version, origin: row.origin === 'clinic' ? 'clinic' : 'built-in', isInForce: row.id === inForce, madeAt: row.created_at, madeBy: row.display_name, note: row.note, basedOn: row.base_version, running: Number(row.running ?? 0),
        }));
      }),

    /** @throws DeclaredError `NOT_FOUND` */
    read: ({ definitionId }: Inputs['pathwayEditor']['read']): Promise<Outputs['pathwayEditor']['read']> =>
      unitOfWork.read(async (db) => {
        const { id, content } = await found(db, definitionId);
        return { definitionId: id, code: content.id, version: content.version, text: JSON.stringify(content, null, 2), draft: { sources: content.sources, body: content.body } };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `INVALID`, `DUPLICATE` */
    begin: ({ code, label, from }: Inputs['pathwayEditor']['begin']): Promise<Outputs['pathwayEditor']['begin']> =>
      unitOfWork.read(async (db) => {
        await requireNew(db, code);
        const content = newDefinition(from === null ? null : (await found(db, from)).content, code, label);
        return { code, text: JSON.stringify(content, null, 2), draft: { sources: content.sources, body: content.body } };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` */
    retire: (caller: Caller, { code, reason }: Inputs['pathwayEditor']['retire']): Promise<Outputs['pathwayEditor']['retire']> =>
      unitOfWork.write(async (db) => {
        await requireKnown(db, code);
        if ((await retiredPathways(db)).has(code)) throw new DeclaredError('ILLEGAL_STATE', { state: 'RETIRED' });
        await retirePathway(db, { code, reason, now: ports.clock.now(), userId: caller.userId });
        await audit.record(db, { userId: caller.userId, action: 'pathway-definition.retired', entity: 'pathway-definition', entityId: code, detail: { code } });
        return { code };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` */
    offer: (caller: Caller, { code }: Inputs['pathwayEditor']['offer']): Promise<Outputs['pathwayEditor']['offer']> =>
      unitOfWork.write(async (db) => {
        await requireKnown(db, code);
        if (!(await offerPathway(db, code))) throw new DeclaredError('ILLEGAL_STATE', { state: 'OFFERED' });
        await audit.record(db, { userId: caller.userId, action: 'pathway-definition.offered', entity: 'pathway-definition', entityId: code, detail: { code } });
        return { code };
      }),

    choices: (): Outputs['pathwayEditor']['choices'] => ({
      instruments: builtInInstruments.map(({ id, body }) => ({ code: id, label: body.label })), purposes: visitPurposes.map(({ code, label }) => ({ code, label })), tests: [...nameableTests].map(([code, { label }]) => ({ code, label })),
    }),

    tryOut: ({ text, from, schedule, language }: Inputs['pathwayEditor']['tryOut']): Promise<Outputs['pathwayEditor']['tryOut']> =>
      unitOfWork.read(async (db) => {
        const read = readDefinition(text, language);
        if (!read.ok) return { problems: read.problems.slice(0, 200), draft: null, preview: null };
        const { sources, body } = read.definition;
        return { problems: [], draft: { sources, body }, preview: await previewDefinition(db, planner, read.definition, { from, schedule, today: today() }) };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `INVALID`, `STALE`, `DUPLICATE` */
    save: (caller: Caller, { definitionId: id, code, basedOn, note, text }: Inputs['pathwayEditor']['save']): Promise<Outputs['pathwayEditor']['save']> =>
      unitOfWork.write(async (db) => {
        const known = await definitions.find(db, id);
        if (known) return { definitionId: id, version: known.content.version };
        const base = basedOn === null ? null : await found(db, basedOn);
        if (base && base.content.id !== code) throw new DeclaredError('NOT_FOUND');
        if (!base) await requireNew(db, code);
        const versions = await versionsOf(db, code);
        const present = (await definitionsInForce(db)).get(code);
        // Whoever writes on what is no longer the last is told of it.
        if (base && present !== basedOn) {
          const last = versions.find((row) => row.id === present);
          throw new DeclaredError('STALE', { version: versions.length, changedBy: last?.display_name ?? null, changedAt: last?.created_at ?? ports.clock.now() });
        }
        const read = readDefinition(text, 'en');
        if (!read.ok) throw new DeclaredError('INVALID', { issues: read.problems.slice(0, 200).map(({ path, text: what }) => ({ path, code: what })) });
        if (read.definition.id !== code) throw new DeclaredError('INVALID', { issues: [{ path: 'id', code: 'OTHER' }] });
        const version = nextClinicVersion(base?.content.version ?? null, versions.map((row) => row.version));
        const { signedOffBy: _signedOffBy, ...unsigned } = read.definition;
        await insertDefinition(db, { id, content: { ...unsigned, version, status: 'unreviewed' }, basedOn, note, now: ports.clock.now(), userId: caller.userId, newId: ports.newId });
        await audit.record(db, { userId: caller.userId, action: 'pathway-definition.saved', entity: 'pathway-definition', entityId: id, detail: { code, version } });
        return { definitionId: id, version };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` */
    use: (caller: Caller, { definitionId }: Inputs['pathwayEditor']['use']): Promise<Outputs['pathwayEditor']['use']> =>
      unitOfWork.write(async (db) => {
        const { content } = await found(db, definitionId);
        if ((await definitionsInForce(db)).get(content.id) === definitionId) throw new DeclaredError('ILLEGAL_STATE', { state: 'IN_FORCE' });
        await activateDefinition(db, { id: definitionId, code: content.id }, ports.clock.now());
        await audit.record(db, { userId: caller.userId, action: 'pathway-definition.used', entity: 'pathway-definition', entityId: definitionId, detail: { code: content.id, version: content.version } });
        return { version: content.version };
      }),

    behind: (caller: Caller, { code }: Inputs['pathwayEditor']['behind']): Promise<Outputs['pathwayEditor']['behind']> =>
      unitOfWork.read(async (db) => {
        const inForce = (await definitionsInForce(db)).get(code);
        if (inForce === undefined) return { rows: [], more: false };
        const people = await enrolmentsBehind(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()), { code, inForce }, mostBehind + 1);
        const rows = [];
        for (const { id: enrolmentId, version, patient, state, phase, definitionId } of people.slice(0, mostBehind)) {
          const { content } = await definitions.version(db, definitionId);
          if (patient) rows.push({ enrolmentId, version, patient, state, phase: content.body.phases.find((one) => one.code === phase)?.label ?? null, definitionVersion: content.version });
        }
        return { rows, more: people.length > mostBehind };
      }),
  };
}
