import { activeVersionsOfKind, contentBody } from '../content/content-repository.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { builtInInstruments, type InstrumentContent, parseInstrument } from './instrument-content.ts';

/** An instrument and the stored version it was read from. */
export interface VersionedInstrument {
  readonly content: InstrumentContent;
  readonly versionId: string;
}

const order = new Map(builtInInstruments.map(({ id }, index) => [id, index]));
const placeOf = ({ content }: VersionedInstrument): number => order.get(content.id) ?? order.size;

/** Reads instruments from the clinic's versions; what was parsed once is kept, versions never change. */
export function createInstrumentReader() {
  const parsed = new Map<string, InstrumentContent>();

  const load = async (db: ReadExecutor, versionId: string): Promise<VersionedInstrument> => {
    const content = parsed.get(versionId) ?? parseInstrument(await contentBody(db, versionId));
    parsed.set(versionId, content);
    return { content, versionId };
  };

  return {
    /** Every instrument in force, in the order in which they are listed. */
    all: async (db: ReadExecutor): Promise<readonly VersionedInstrument[]> => {
      const found: VersionedInstrument[] = [];
      for (const versionId of (await activeVersionsOfKind(db, 'instrument')).values()) found.push(await load(db, versionId));
      return found.sort((one, other) => placeOf(one) - placeOf(other) || (one.content.id < other.content.id ? -1 : 1));
    },
    /** The version in force of one instrument, null where the clinic has none of that id. */
    active: async (db: ReadExecutor, id: string): Promise<VersionedInstrument | null> => {
      const versionId = (await activeVersionsOfKind(db, 'instrument')).get(id);
      return versionId === undefined ? null : load(db, versionId);
    },
  };
}
export type InstrumentReader = ReturnType<typeof createInstrumentReader>;
