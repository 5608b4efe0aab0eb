import { activeVersionIds, contentBody } from '../content/content-repository.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { type LetterLexicon, letterLexiconSchema } from '../triage/letter-lexicon.ts';
import { lastSignatory } from './workbench/ruleset-repository.ts';
import { type RoutingContent, routingSchema } from '../triage/routing-content.ts';
import { parseTriageContent, type TriageContent } from '../triage/triage-content.ts';

/** The clinical content of triage and the stored versions it was read from. */
export interface VersionedTriageContent {
  readonly content: TriageContent;
  readonly rulesetVersionId: string;
  readonly reasonsVersionId: string;
}

const kinds = ['triage-ruleset', 'triage-reasons', 'triage-finding-dictionary', 'triage-vocabulary'] as const;
const contentId = 'rheumatology';
/** Combinations kept parsed: the active one, and those of the past decisions looked at last. */
const kept = 8;

/** A version of the clinic is signed in the trail of versions, not in its body, which never changes; it is read only once in force. */
async function signed(db: ReadExecutor, versionId: string, ruleset: TriageContent['ruleset']): Promise<TriageContent['ruleset']> {
  if (!ruleset.version.includes('+')) return ruleset;
  const name = await lastSignatory(db, versionId);
  return name === null ? ruleset : { ...ruleset, status: 'signed-off', signedOffBy: name };
}

/** Reads triage content from the clinic's versions; what was parsed once is kept, versions never change. */
export function createTriageContentReader() {
  const parsed = new Map<string, TriageContent>();
  let routing: { readonly versionId: string; readonly content: RoutingContent } | undefined;
  let lexicon: { readonly versionId: string; readonly content: LetterLexicon } | undefined;

  const load = async (db: ReadExecutor, ids: Readonly<Record<(typeof kinds)[number], string>>): Promise<VersionedTriageContent> => {
    const versions = { rulesetVersionId: ids['triage-ruleset'], reasonsVersionId: ids['triage-reasons'] };
    const key = kinds.map((kind) => ids[kind]).join(' ');
    const present = parsed.get(key);
    if (present) return { content: present, ...versions };
    const given = parseTriageContent({
      ruleset: await contentBody(db, ids['triage-ruleset']),
      reasons: await contentBody(db, ids['triage-reasons']),
      dictionary: await contentBody(db, ids['triage-finding-dictionary']),
      vocabulary: await contentBody(db, ids['triage-vocabulary']),
    });
    const content = { ...given, ruleset: await signed(db, versions.rulesetVersionId, given.ruleset) };
    parsed.set(key, content);
    const [oldest] = parsed.keys();
    if (parsed.size > kept && oldest) parsed.delete(oldest);
    return { content, ...versions };
  };

  return {
    /** What new proposals are made from. */
    active: async (db: ReadExecutor): Promise<VersionedTriageContent> => load(db, await activeVersionIds(db, kinds, contentId)),
    /** The words by which letters are read. */
    letterLexicon: async (db: ReadExecutor): Promise<LetterLexicon> => {
      const versionId = (await activeVersionIds(db, ['triage-letter-lexicon'], contentId))['triage-letter-lexicon'];
      if (lexicon?.versionId !== versionId) lexicon = { versionId, content: letterLexiconSchema.parse(await contentBody(db, versionId)) };
      return lexicon.content;
    },
    /** Whom to suggest beyond the first professional. */
    routing: async (db: ReadExecutor): Promise<RoutingContent> => {
      const versionId = (await activeVersionIds(db, ['triage-routing'], contentId))['triage-routing'];
      if (routing?.versionId !== versionId) routing = { versionId, content: routingSchema.parse(await contentBody(db, versionId)) };
      return routing.content;
    },
    /** The rules and reasons a past decision rested on, named with the present words. */
    asDecided: async (db: ReadExecutor, decision: { rulesetVersionId: string; reasonsVersionId: string }): Promise<VersionedTriageContent> => {
      const ids = await activeVersionIds(db, kinds, contentId);
      return load(db, { ...ids, 'triage-ruleset': decision.rulesetVersionId, 'triage-reasons': decision.reasonsVersionId });
    },
  };
}
export type TriageContentReader = ReturnType<typeof createTriageContentReader>;
