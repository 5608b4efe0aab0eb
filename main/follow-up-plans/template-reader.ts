import type { ReadExecutor } from '../platform/database/schema.ts';
import { templatesInForce, templateVersions, type TemplateVersion } from './template-repository.ts';

/** Reads templates by their version, once each: a version never changes. */
export function createTemplateReader() {
  const known = new Map<string, TemplateVersion>();
  const versions = async (db: ReadExecutor, ids: readonly string[]): Promise<void> => {
    for (const version of await templateVersions(db, ids.filter((id) => !known.has(id)))) known.set(version.id, version);
  };
  const version = async (db: ReadExecutor, id: string): Promise<TemplateVersion> => {
    await versions(db, [id]);
    const found = known.get(id);
    if (!found) throw new Error(`no such template version ${id}`);
    return found;
  };
  return {
    version,
    /** The same; undefined for an id that is none. */
    find: async (db: ReadExecutor, id: string): Promise<TemplateVersion | undefined> => {
      await versions(db, [id]);
      return known.get(id);
    },
    /** Versions in force, by their code. */
    inForce: async (db: ReadExecutor): Promise<readonly TemplateVersion[]> => {
      const ids = [...(await templatesInForce(db)).values()];
      await versions(db, ids);
      const found = await Promise.all(ids.map((id) => version(db, id)));
      return found.sort((one, other) => (one.content.id < other.content.id ? -1 : 1));
    },
  };
}

export type TemplateReader = ReturnType<typeof createTemplateReader>;
