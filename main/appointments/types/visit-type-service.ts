import type { Inputs, Outputs } from '#contract/index.ts';
import type { VisitTypeEntry } from '#contract/visit-types.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { purposeOf } from '../visit-purposes.ts';
import type { KeptType } from './visit-type-rules.ts';
import { typeProblem } from './visit-type-rules.ts';
import { typeChange, visitTypesOf, writeType } from './visit-type-repository.ts';

/** The types of visits of the clinic. A change is of visits to be booked: those that are keep their length and the time around them. */
export function createVisitTypeService({ unitOfWork, audit, ports }: ServiceDependencies) {
  /** Writes a type that was seen at a version, and says it on record. @throws DeclaredError `STALE`, `NOT_FOUND` */
  const write = async (db: WriteExecutor, caller: Caller, type: KeptType, expectedVersion: number, action: string): Promise<VisitTypeEntry> => {
    const now = ports.clock.now();
    if (!(await writeType(db, type, { expectedVersion, now, userId: caller.userId }))) {
      const change = await typeChange(db, type.code);
      const present = (await visitTypesOf(db)).find(({ code }) => code === type.code);
      if (!change || !present) throw new DeclaredError('NOT_FOUND');
      throw new DeclaredError('STALE', { version: present.version, ...change });
    }
    await audit.record(db, {
      userId: caller.userId, action, entity: 'visit-type', entityId: type.code, detail: { minutes: type.minutes, before: type.bufferBefore, after: type.bufferAfter, roles: type.roles, classes: type.classes, modalities: type.modalities },
    });
    const written = (await visitTypesOf(db)).find(({ code }) => code === type.code);
    if (!written) throw new DeclaredError('NOT_FOUND');
    return written;
  };

  return {
    list: async (): Promise<Outputs['visitTypes']['list']> => unitOfWork.read(async (db) => ({ types: await visitTypesOf(db) })),

    /** @throws DeclaredError `INVALID` (`REQUIRED`, `TAKEN`: its name), `STALE`, `NOT_FOUND` */
    save: async (caller: Caller, { code, expectedVersion, label, ...facts }: Inputs['visitTypes']['save']): Promise<Outputs['visitTypes']['save']> =>
      unitOfWork.write(async (db) => {
        const types = await visitTypesOf(db);
        const isBuiltIn = purposeOf(code) !== undefined;
        const problem = typeProblem({ code, label }, types, isBuiltIn);
        if (problem) throw new DeclaredError('INVALID', { issues: [problem] });
        const present = types.find((type) => type.code === code);
        const own = label === null ? null : { fr: label.fr.trim(), en: label.en.trim() };
        const type = { code, ...facts, label: isBuiltIn ? null : own, retired: present?.retired ?? false, version: expectedVersion };
        return write(db, caller, type, expectedVersion, present === undefined ? 'visit-type.added' : 'visit-type.changed');
      }),

    /** @throws DeclaredError `STALE`, `NOT_FOUND` */
    setRetired: async (caller: Caller, { code, expectedVersion, retired }: Inputs['visitTypes']['setRetired']): Promise<Outputs['visitTypes']['setRetired']> =>
      unitOfWork.write(async (db) => {
        const present = (await visitTypesOf(db)).find((type) => type.code === code);
        if (!present) throw new DeclaredError('NOT_FOUND');
        return write(db, caller, { ...present, label: present.isBuiltIn ? null : present.label, retired }, expectedVersion, retired ? 'visit-type.retired' : 'visit-type.restored');
      }),
  };
}
