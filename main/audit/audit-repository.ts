import type { AuditSubject } from '#contract/audit.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';

export interface AuditQuestion {
  readonly about: AuditSubject;
  /** Instants; `until` excluded. */
  readonly from: string | null;
  readonly until: string | null;
  /** Lines older than this row. */
  readonly before: number | null;
}

/** Lines of the trail about a patient, a person or all, newest first. */
export async function listAuditLines(db: ReadExecutor, { about, from, until, before }: AuditQuestion, limit: number) {
  return db
    .selectFrom('audit_event')
    .leftJoin('patient', 'patient.id', 'audit_event.patient_id')
    .leftJoin('user_account', 'user_account.id', 'audit_event.user_id')
    .select([
      'audit_event.seq', 'audit_event.at', 'audit_event.user_id', 'audit_event.action', 'audit_event.patient_id', 'audit_event.detail',
      'patient.family_name', 'patient.given_name', 'user_account.display_name',
    ])
    .$if(about.kind === 'patient', (query) => query.where('audit_event.patient_id', '=', about.kind === 'patient' ? about.patientId : ''))
    .$if(about.kind === 'person', (query) => query.where('audit_event.user_id', '=', about.kind === 'person' ? about.userId : ''))
    .$if(from !== null, (query) => query.where('audit_event.at', '>=', from ?? ''))
    .$if(until !== null, (query) => query.where('audit_event.at', '<', until ?? ''))
    .$if(before !== null, (query) => query.where('audit_event.seq', '<', before ?? 0))
    .orderBy('audit_event.seq', 'desc')
    .limit(limit)
    .execute();
}

/** Patients whose sort key begins with a text, or who have that number. */
export async function findPatientsByName(db: ReadExecutor, { beginning, number }: { readonly beginning: string; readonly number: string }, limit: number) {
  return db
    .selectFrom('patient')
    .select(['id', 'family_name', 'given_name', 'birth_date'])
    .where((or) =>
      or.or([
        ...(beginning === '' ? [] : [or.and([or('sort_key', '>=', beginning), or('sort_key', '<', `${beginning}\u{10FFFF}`)])]),
        or('id', 'in', or.selectFrom('patient_identifier').select('patient_id').where('value', '=', number)),
      ]),
    )
    .orderBy('sort_key')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Every account, also those that are closed. */
export async function listAccounts(db: ReadExecutor, limit: number) {
  return db.selectFrom('user_account').select(['id', 'display_name', 'login']).orderBy('display_name').orderBy('id').limit(limit).execute();
}
