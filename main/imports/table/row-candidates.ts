import type { DuplicateReason } from '#contract/duplicates.ts';
import type { RowCandidate } from '#contract/table-imports.ts';
import { type AdministrativeSex, identifierSystems } from '#contract/values.ts';
import { findLikelyDuplicates } from '../../patients/duplicates/likely-duplicates.ts';
import { sortKey } from '../../patients/patient-name.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { digest } from '../source-key.ts';
import type { ReadRow } from './rules/row-reading.ts';

/** Who a row may be about: on file, or of an earlier line of the same file. */

export const tableSourceSystem = 'urn:relais:import:table';
const mostCandidates = 5;

/** What a row is recognised by when the file comes again: its file number, else its NAM, else who it is. */
export function rowSourceId({ identity, identifiers }: ReadRow): string {
  const number = [identifierSystems.file, identifierSystems.nam, identifierSystems.nir].flatMap((system) => identifiers.filter((one) => one.system === system))[0];
  const who = digest([sortKey(identity.familyName, identity.givenName), identity.birthDate]).slice(0, 32);
  return number ? `${number.system}|${number.value}#${who}` : who;
}

/** Of everything the row says, so that a second import sees what changed. */
export function rowHash(row: ReadRow): string {
  // A request is recognised by itself: the person stays the same whatever is asked for them.
  const { problems: _problems, isSound: _isSound, request: _request, ...said } = row;
  return digest(said);
}

/** The record this very row made before, and whether it says the same still. */
export async function knownBySource(db: ReadExecutor, row: ReadRow): Promise<{ readonly patientId: string; readonly isSame: boolean } | null> {
  const found = await db.selectFrom('patient').select(['id', 'source_hash', 'merged_into']).where('source_system', '=', tableSourceSystem).where('source_id', '=', rowSourceId(row)).executeTakeFirst();
  // A record merged into another is that other.
  return found ? { patientId: found.merged_into ?? found.id, isSame: found.source_hash === rowHash(row) } : null;
}

/** People on file who may be the person of a row, likeliest first. */
export async function candidatesOnFile(db: ReadExecutor, { identity, identifiers }: ReadRow): Promise<readonly RowCandidate[]> {
  const administrativeSex = identity.administrativeSex as AdministrativeSex | null;
  const found = await findLikelyDuplicates(db, { ...identity, administrativeSex, identifiers }, { limit: mostCandidates });
  return found.map(({ patientId, strength, reasons }) => {
    const names = reasons.map(({ reason }) => reason);
    return { patientId, line: null, sure: strength === 'certain' && isSure(names), reasons: names };
  });
}

/** Certain enough to be merged without a look: a number, or the whole name and birth date; and no number that contradicts. */
function isSure(reasons: readonly DuplicateReason[]): boolean {
  if (reasons.includes('different-number') || reasons.includes('near-number')) return false;
  if (reasons.includes('same-number') || reasons.includes('same-file-number')) return !reasons.includes('different-birth-date') && !reasons.includes('different-family-name');
  return reasons.includes('same-birth-date') && reasons.includes('same-given-name') && (reasons.includes('same-family-name') || reasons.includes('birth-family-name'));
}

/** The people of the lines read so far, to tell the same person met twice in one file. */
export class PeopleOfFile {
  readonly #byKey = new Map<string, number>();

  /** The earlier line about the same person, if any; the row is remembered otherwise. */
  meet(line: number, row: ReadRow): RowCandidate | null {
    const { identity, identifiers } = row;
    const who = identity.birthDate === null ? null : digest([sortKey(identity.familyName, identity.givenName), identity.birthDate]).slice(0, 20);
    const keys = [...identifiers.map(({ system, value }) => digest([system, value]).slice(0, 20)), ...(who === null ? [] : [who])];
    for (const [index, key] of keys.entries()) {
      const earlier = this.#byKey.get(key);
      if (earlier === undefined || earlier === line) continue;
      const byName = index >= identifiers.length;
      const sure = who !== null && this.#byKey.get(who) === earlier;
      return { patientId: null, line: earlier, sure, reasons: [...(byName ? [] : ['same-number']), ...(sure ? ['same-family-name', 'same-given-name', 'same-birth-date'] : [])] };
    }
    for (const key of keys) this.#byKey.set(key, line);
    return null;
  }
}
