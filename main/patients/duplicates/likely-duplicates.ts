import type { ReadExecutor } from '../../platform/database/schema.ts';
import { candidatesOf, readIdentities, separatedFrom } from './candidate-repository.ts';
import { type DuplicateScore, type Identity, scoreDuplicate } from './duplicate-rules.ts';
import { identityDigest } from './identity-digest.ts';

export interface LikelyDuplicate extends Omit<DuplicateScore, 'strength'> {
  readonly patientId: string;
  readonly strength: NonNullable<DuplicateScore['strength']>;
}

/**
 * Who on file may be this person, the likeliest first: while somebody is typed, edited or imported.
 *
 * @param exceptPatientId the record this identity already is; whoever was said to be somebody else is left out
 */
export async function findLikelyDuplicates(db: ReadExecutor, identity: Identity, { exceptPatientId = null, limit }: { readonly exceptPatientId?: string | null; readonly limit: number }): Promise<readonly LikelyDuplicate[]> {
  const ids = (await candidatesOf(db, identity)).filter((id) => id !== exceptPatientId);
  const candidates = await readIdentities(db, ids);
  const separated = exceptPatientId === null ? [] : await separatedFrom(db, exceptPatientId);
  const isSeparated = (patientId: string): boolean =>
    separated.some(({ otherId, own, others }) => {
      const other = candidates.get(otherId);
      return otherId === patientId && own === identityDigest(identity) && other !== undefined && others === identityDigest(other);
    });
  return [...candidates.values()]
    .flatMap((candidate) => {
      const { strength, ...scored } = scoreDuplicate(identity, candidate);
      return strength === null || isSeparated(candidate.patientId) ? [] : [{ patientId: candidate.patientId, strength, ...scored }];
    })
    .sort((one, other) => other.score - one.score || (one.patientId < other.patientId ? -1 : 1))
    .slice(0, limit);
}
