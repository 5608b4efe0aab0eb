import { foldText, sortKey } from '../../patients/patient-name.ts';
import { licenceSystem } from '../../people/licence-rules.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import type { IdentifierContent, MappedReferral } from '../fhir/mapped-resource.ts';
import { writePractitioner } from '../imported-people-repository.ts';
import { referralHash, type RequestContext, writeReferral } from '../imported-requests-repository.ts';
import { digest, type SourceKey } from '../source-key.ts';
import { licensed } from './licence-repository.ts';
import { rowSourceId, tableSourceSystem } from './row-candidates.ts';
import type { RowReferrer, RowRequest } from './rules/request-row.ts';
import type { ReadRow } from './rules/row-reading.ts';

/** What a request of a table is recognised by when the file comes again: whose it is as the line says, and all it asks. */
export function requestSourceId(row: ReadRow, request: RowRequest): string {
  return `request/${digest([rowSourceId(row), request])}`;
}

/** The patient of the request this very line made before; null where it made none. */
export async function knownRequest(db: ReadExecutor, row: ReadRow): Promise<{ readonly patientId: string } | null> {
  if (row.request === null) return null;
  const found = await db.selectFrom('referral').select('patient_id').where('source_system', '=', tableSourceSystem).where('source_id', '=', requestSourceId(row, row.request)).executeTakeFirst();
  return found ? { patientId: found.patient_id } : null;
}

/** Puts the request of a line in the queue, with what the rules propose; the same line again adds nothing. */
export async function writeRequest(db: WriteExecutor, row: ReadRow, request: RowRequest, patientId: string, context: RequestContext): Promise<{ readonly patientId: string } | { readonly code: 'DATE_FUTURE' }> {
  const referrerId = request.referrer && (await referrerFor(db, request.referrer, context));
  const mapped: MappedReferral = {
    table: 'referral', subject: {}, requester: null, findings: request.findings,
    content: {
      state: 'received', reason_code: request.reasonCode, requested_cls: request.requestedClass, free_text: request.words, prerequisites_provided: [...(request.prerequisites ?? [])], authored_on: request.receivedOn, received_at: null, completed_on: request.receivedOn,
      request_codings: null,
    },
  };
  const key: SourceKey = { system: tableSourceSystem, id: requestSourceId(row, request), kind: 'scoped' };
  // Recognised by its line alone: two requests of a person that say the same are two where two lines say so.
  const written = await writeReferral(db, { mapped, patientId, referrerId, key, hash: digest([referralHash(mapped, patientId, referrerId), key.id]) }, new Set(), context);
  return 'code' in written ? { code: 'DATE_FUTURE' } : { patientId };
}

const licenceIdentifier = (number: string): IdentifierContent => ({ system: licenceSystem, value: number, use: null, valid_from: null, valid_to: null, issuer: null, ins_qualified: 0 });

/**
 * What is wrong with the referrer of a line: a number alone that nobody in the directory has, or a number that is another's than
 * the one named. A request is never given to a referrer by a guess.
 */
export async function referrerProblem(db: ReadExecutor, { request }: ReadRow): Promise<'REFERRER_UNKNOWN' | 'REFERRER_DISAGREES' | null> {
  const referrer = request?.referrer;
  if (!referrer || referrer.number === undefined) return null;
  const known = await licensed(db, referrer.number);
  if (referrer.familyName === '') return known ? null : 'REFERRER_UNKNOWN';
  const names = [sortKey(referrer.familyName, referrer.givenName), sortKey(referrer.givenName, referrer.familyName)];
  return known && !names.includes(known.sort_key) ? 'REFERRER_DISAGREES' : null;
}

/** The referrer of a line: in the directory by licence number, else by name, and by place where several have that name; added to it otherwise. */
async function referrerFor(db: WriteExecutor, referrer: RowReferrer, { mark }: RequestContext): Promise<string | null> {
  const { familyName, givenName, prefix, place, number } = referrer;
  const numbered = await licensed(db, number);
  if (numbered) return numbered.id;
  const names = [sortKey(familyName, givenName), sortKey(givenName, familyName)];
  const found = await db.selectFrom('practitioner').select(['id', 'organization']).where('sort_key', 'in', names).orderBy('active', 'desc').orderBy('id').limit(50).execute();
  const isThere = ({ organization }: { readonly organization: string | null }): boolean => place === null || organization === null || foldText(organization) === foldText(place);
  const known = found.filter(isThere);
  const exact = known.find(({ organization }) => place !== null && organization !== null) ?? (known.length === 1 ? known[0] : undefined);
  if (exact) return exact.id;
  const content = {
    family_name: familyName, given_name: givenName, prefix, administrative_sex: null, phone: null, fax: null, email: null, address_line: null, city: null, postal_code: null, country: null, organization: place, active: 1, languages: '[]',
  };
  const written = await writePractitioner(db, { table: 'practitioner', content, identifiers: number === undefined ? [] : [licenceIdentifier(number)] }, { system: tableSourceSystem, id: `referrer/${digest([names[0], place === null ? null : foldText(place)])}`, kind: 'scoped' }, mark);
  return 'id' in written ? written.id : null;
}
