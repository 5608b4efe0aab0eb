import type { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { errorCode } from '../platform/database/unit-of-work.ts';
import type { TriageContentReader } from '../referrals/active-triage-content.ts';
import { type BundleIndex, targetOf } from './fhir/bundle-reading.ts';
import type { RawResource } from './fhir/raw-resource.ts';
import type { Reference } from './fhir/fhir-elements.ts';
import type { MappedReferral, MappedVisit } from './fhir/mapped-resource.ts';
import type { ImportMark } from './imported-people-repository.ts';
import {
  type ReferralRow, referralBySource, referralHash, type RequestOutcome, visitHash, type VisitRow, writeReferral, writeVisit,
} from './imported-requests-repository.ts';
import type { ImportedPeople, PeopleOnFile, PersonType, Resolution } from './reference-resolution.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { RejectionCode } from '#contract/imports.ts';
import { requestContext } from './request-context.ts';
import { both, type Claimed } from './claimed-rows.ts';
import { addressKey, clinicalKey, keySystems } from './source-key.ts';

/** A request or a visit of a file, mapped and waiting to be written. */
export interface RequestItem {
  readonly raw: RawResource;
  readonly mapped: MappedReferral | MappedVisit;
  readonly source: string;
}

/** What writing needs of the import at work. */
export interface RequestImport {
  readonly unitOfWork: UnitOfWork;
  readonly mark: ImportMark;
  readonly userId: string;
  readonly zone: string;
  readonly triageContent: TriageContentReader;
  readonly people: ImportedPeople;
  readonly onFile: (db: ReadExecutor) => PeopleOnFile;
}

/** What became of one item; `later`: it points at somebody who may be in a file still to come. */
export type ItemOutcome = RequestOutcome | { readonly code: RejectionCode } | 'later';

type Found = { readonly id: string } | { readonly code: RejectionCode } | 'later';

/**
 * Writes the requests and visits of one transaction, in order.
 *
 * @returns what became of each, and the rows recognised besides those `claimed` before
 *
 * @param index the file they stand in; null once all files were read: nobody is waited for then
 */
export async function writeRequests(run: RequestImport, items: readonly RequestItem[], index: BundleIndex | null, claimed: Claimed): Promise<{ outcomes: readonly ItemOutcome[]; claimed: ReadonlySet<string> }> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await writeOnce(run, items, index, claimed);
    } catch (error) {
      // Somebody booked the very time meanwhile: looked at again, it is seen as taken.
      if (attempt >= 2 || errorCode(error) !== '23P01') throw error;
    }
  }
}

async function writeOnce(run: RequestImport, items: readonly RequestItem[], index: BundleIndex | null, before: Claimed): Promise<{ outcomes: readonly ItemOutcome[]; claimed: ReadonlySet<string> }> {
  return run.unitOfWork.write(async (db) => {
    const context = await requestContext(db, run);
    const onFile = run.onFile(db);
    const claimed = new Set<string>();
    const known = both(before, claimed);
    const outcomes: ItemOutcome[] = [];
    for (const { raw, mapped } of items) {
      const resolve = (type: PersonType, reference: Reference): Promise<Resolution> => run.people.resolve(type, reference, raw.fullUrl, index, onFile);
      const patient = await patientOf(mapped, resolve);
      let outcome: ItemOutcome;
      if (patient === 'later') outcome = index === null ? { code: 'PATIENT_UNKNOWN' } : 'later';
      else if ('code' in patient) outcome = patient;
      else if (mapped.table === 'referral') {
        const referrer = mapped.requester ? await resolve('Practitioner', mapped.requester) : null;
        if (referrer === 'later' && index !== null && pointsSomewhere(mapped.requester)) outcome = 'later';
        else outcome = await writeReferral(db, referralRow(raw, mapped, patient.id, referrer !== null && referrer !== 'later' && 'id' in referrer ? referrer.id : null), known, context);
      } else {
        const professional = await professionalOf(mapped, resolve);
        if (professional === 'later') outcome = index === null ? { code: 'PROFESSIONAL_UNKNOWN' } : 'later';
        else if ('code' in professional) outcome = professional;
        else outcome = await writeVisit(db, visitRow(raw, mapped, patient.id, professional.id, await referralOf(db, mapped, raw, patient.id)), known, context);
      }
      if (outcome !== 'later' && 'id' in outcome) claimed.add(outcome.id);
      outcomes.push(outcome);
    }
    return { outcomes, claimed };
  });
}

/** The patient: the subject, or in a visit whoever of those named is one. */
async function patientOf(mapped: MappedReferral | MappedVisit, resolve: (type: PersonType, reference: Reference) => Promise<Resolution>): Promise<Found> {
  const named = mapped.table === 'referral' ? [mapped.subject] : [mapped.subject, ...mapped.participants.filter((one) => one !== mapped.subject)];
  let answer: Found = { code: 'SUBJECT_NOT_PATIENT' };
  for (const reference of named) {
    const found = await resolve('Patient', reference);
    if (found !== 'later' && 'id' in found) return found;
    if (found === 'later' || found.code !== 'SUBJECT_NOT_PATIENT') answer = answer === 'later' ? answer : found;
  }
  return answer;
}

async function professionalOf(mapped: MappedVisit, resolve: (type: PersonType, reference: Reference) => Promise<Resolution>): Promise<Found> {
  let waits = false;
  for (const reference of mapped.participants) {
    const found = await resolve('Practitioner', reference);
    if (found === 'later') waits = true;
    else if ('id' in found) return found;
  }
  return waits ? 'later' : { code: 'PROFESSIONAL_UNKNOWN' };
}

/** The referral a visit answers, where it is on file. */
async function referralOf(db: ReadExecutor, mapped: MappedVisit, raw: RawResource, patientId: string): Promise<string | null> {
  for (const reference of mapped.basedOn) {
    const target = targetOf(reference, raw.fullUrl);
    if (target?.kind !== 'address') continue;
    for (const address of target.addresses) {
      const id = address.startsWith('ServiceRequest/') ? address.slice('ServiceRequest/'.length) : null;
      const key = addressKey({ type: 'ServiceRequest', id, fullUrl: address }) ?? { system: keySystems.file, id: `ServiceRequest/${id ?? address}@${patientId}` };
      const found = await referralBySource(db, key);
      if (found !== null) return found;
    }
  }
  return null;
}

function pointsSomewhere(reference: Reference | null): boolean {
  return reference?.reference !== undefined || reference?.identifier !== undefined;
}

function referralRow(raw: RawResource, mapped: MappedReferral, patientId: string, referrerId: string | null): ReferralRow {
  const hash = referralHash(mapped, patientId, referrerId);
  return { mapped, patientId, referrerId, hash, key: clinicalKey(raw, patientId, hash) };
}

function visitRow(raw: RawResource, mapped: MappedVisit, patientId: string, professionalId: string, referralId: string | null): VisitRow {
  const hash = visitHash(mapped, patientId, professionalId);
  return { mapped, patientId, professionalId, referralId, hash, key: clinicalKey(raw, patientId, hash) };
}

/** A resource with nothing left of it but where it stands: what is put off outlives its file. */
export function lightened(item: RequestItem): RequestItem {
  return { ...item, raw: { ...item.raw, resource: {} } };
}

