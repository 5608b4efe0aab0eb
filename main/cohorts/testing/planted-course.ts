import type { TestClinic } from '../../testing/test-clinic.ts';

/** Somebody as comparison reads them: a diagnosis, a request with its visit, visits with scores, a drug. Dates are civil dates. */
export interface PlantedCourse {
  readonly code: string;
  readonly onsetOn?: string | null;
  readonly diedOn?: string;
  readonly request?: { readonly at: string; readonly state?: string; readonly seenOn?: string };
  /** Days seen; with a score, its instrument, value and category. */
  readonly visits?: readonly { readonly on: string; readonly scores?: readonly (readonly [instrument: string, score: number, category: string])[] }[];
  readonly drug?: { readonly from: string | null; readonly until?: string };
}

let half = 0;

/** Puts them on file, straight into the tables. @returns the id of the person */
export async function plantCourse(clinic: TestClinic, { code, onsetOn = null, diedOn, request, visits = [], drug }: PlantedCourse): Promise<string> {
  const { practitionerId, userId } = await clinic.caller('rheumatologist');
  const now = clinic.ports.clock.now();
  const id = () => clinic.ports.newId();
  const patient_id = id();
  const none = { other_codings: null, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: now, updated_at: now } as const;
  const appointment = (on: string, referral_id: string | null) => {
    half += 1;
    const time = `${on}T${String(12 + (Math.floor(half / 60) % 10)).padStart(2, '0')}:${String(half % 60).padStart(2, '0')}`;
    return {
      id: id(), patient_id, professional_id: practitionerId ?? '', referral_id, starts_at: `${time}:00.000Z`, ends_at: `${time}:30.000Z`, local_start: `${on}T09:00`, zone: 'America/Toronto', patient_zone: null, modality: 'IN_PERSON', status: 'done', live: 1,
      reason: null, video_link: null, consent: null, created_at: now, created_by: userId, updated_at: now,
    };
  };
  await clinic.store.unitOfWork.write(async (db) => {
    const { id: version } = await db.selectFrom('content_version').select('id').limit(1).executeTakeFirstOrThrow();
    await db.insertInto('patient').values({
      id: patient_id, family_name: 'Essai', given_name: 'A', sort_key: `essai ${patient_id}`, birth_date: '1970-01-01', administrative_sex: 'F', region_code: '06', deceased: diedOn === undefined ? 0 : 1, deceased_on: diedOn ?? null, created_at: now, updated_at: now,
    }).execute();
    await db.insertInto('condition').values({
      id: id(), patient_id, ...none, code_system: 'http://hl7.org/fhir/sid/icd-10', code, text: code, clinical_status: 'active', verification_status: 'confirmed', category: null, onset_on: onsetOn, ended_on: null, recorded_on: null,
    }).execute();
    if (request) {
      const referralId = id();
      await db.insertInto('referral').values({
        id: referralId, patient_id, referrer_id: null, reason_code: 'RH04', requested_cls: null, free_text: '', findings: '{}', prerequisites_provided: '[]', state: request.state ?? (request.seenOn === undefined ? 'accepted' : 'booked'), received_at: request.at,
        completed_on: request.at.slice(0, 10), entered_at: now, entered_by: userId, proposed_cls: 'C', decided_cls: 'C', due_on: null, queue_role: null, modality: null, updated_at: now, updated_by: userId,
      }).execute();
      if (request.seenOn !== undefined) await db.insertInto('appointment').values(appointment(request.seenOn, referralId)).execute();
    }
    for (const { on, scores } of visits) {
      if (!scores) {
        await db.insertInto('appointment').values(appointment(on, null)).execute();
        continue;
      }
      const [assessment_id, text_id] = [id(), id()];
      await db.insertInto('assessment').values({ id: assessment_id, patient_id, appointment_id: null, assessed_on: on, author_id: userId, state: 'signed', editor_id: null, working: null, amend_reason: null, signed_number: 1, created_at: now, saved_at: now, version: 1 }).execute();
      await db.insertInto('assessment_text').values({ id: text_id, assessment_id, number: 1, entry: '{}', counts: null, reason: null, signed_at: now, signed_by: userId }).execute();
      for (const [position, [instrument, score, category]] of scores.entries()) {
        await db.insertInto('assessment_score').values({ id: id(), text_id, instrument, position, score, category, formula_version: '1', content_version_id: version, basis: '{}' }).execute();
      }
    }
    if (drug) {
      await db.insertInto('medication').values({
        id: id(), patient_id, ...none, code_system: 'http://www.whocc.no/atc', code: 'L04AX03', text: 'methotrexate', kind: 'statement', status: drug.until === undefined ? 'active' : 'stopped', intent: null, authored_on: null, started_on: drug.from, ended_on: drug.until ?? null,
        dosage: null, reason_text: null, practitioner_id: null, stop_reason: drug.until === undefined ? null : 'other', stop_note: null,
      }).execute();
    }
  });
  return patient_id;
}
