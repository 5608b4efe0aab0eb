import type { ReadExecutor } from '../platform/database/schema.ts';
import { definitionsInForce, definitionVersions, type DefinitionVersion } from './pathway-repository.ts';

/** Reads the definitions of pathways by their version, once each: a version never changes. */
export function createPathwayReader() {
  const known = new Map<string, DefinitionVersion>();
  const versions = async (db: ReadExecutor, ids: readonly string[]): Promise<void> => {
    for (const version of await definitionVersions(db, ids.filter((id) => !known.has(id)))) known.set(version.id, version);
  };
  return {
    /** Undefined for an id that is none. */
    find: async (db: ReadExecutor, id: string): Promise<DefinitionVersion | undefined> => {
      await versions(db, [id]);
      return known.get(id);
    },
    version: async (db: ReadExecutor, id: string): Promise<DefinitionVersion> => {
      await versions(db, [id]);
      const found = known.get(id);
      if (!found) throw new Error(`no such pathway ${id}`);
      return found;
    },
    /** Versions in force, in the order of their codes. */
    inForce: async (db: ReadExecutor): Promise<readonly DefinitionVersion[]> => {
      const ids = [...(await definitionsInForce(db)).values()];
      await versions(db, ids);
      return ids.flatMap((id) => known.get(id) ?? []).sort((one, other) => (one.content.id < other.content.id ? -1 : 1));
    },
  };
}

export type PathwayReader = ReturnType<typeof createPathwayReader>;
