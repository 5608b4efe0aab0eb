import type { Bilingual } from '#contract/triage.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { judgeKind } from './credential-rules.ts';
import { countingCredentials, kindsInForce } from './credential-repository.ts';

/** What people hold, in words, for who else shows it. */
export const credentialHoldings = {
  /** The kinds each of these people holds on a day; `endsOn` of those that end soon. */
  heldBy: async (db: ReadExecutor, practitionerIds: readonly string[], on: string): Promise<ReadonlyMap<string, readonly { readonly label: Bilingual; readonly endsOn: string | null }[]>> => {
    const { kinds } = (await kindsInForce(db)).content.body;
    const held = await countingCredentials(db, practitionerIds);
    const judged = (practitionerId: string) => kinds.flatMap((kind) => {
      const { standing, until } = judgeKind(kind, held.get(practitionerId) ?? [], on);
      return standing === 'held' || standing === 'expiring' ? [{ label: kind.label, endsOn: standing === 'expiring' ? until : null }] : [];
    });
    return new Map(practitionerIds.map((id) => [id, judged(id)]));
  },

  /** How these kinds are called; one the list does not have, by its code. */
  labelsOf: async (db: ReadExecutor, codes: readonly string[]): Promise<readonly Bilingual[]> => {
    const { kinds } = (await kindsInForce(db)).content.body;
    return codes.map((code) => kinds.find((kind) => kind.code === code)?.label ?? { fr: code, en: code });
  },
};

export type CredentialHoldings = typeof credentialHoldings;
