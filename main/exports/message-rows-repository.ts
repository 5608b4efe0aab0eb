import type { Expression, SqlBool } from 'kysely';
import { isWithinReach } from '../access/reach-repository.ts';
import type { Reader } from '../access/record-reach.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ExportedMessage } from './fhir/communication-resource.ts';
import { exportedId } from './fhir/resource.ts';

/** Messages that left, or were tried, as they leave in an export, page by page. */

interface Asked {
  readonly reach: Reader;
  readonly whose: 'everybody' | readonly string[];
}

const left = ['sent', 'printed', 'exported', 'failed', 'unclear'];

function messagesOf(db: ReadExecutor, { reach, whose }: Asked) {
  return db
    .selectFrom('message as d')
    .innerJoin('patient', 'patient.id', 'd.patient_id')
    .where('patient.merged_into', 'is', null)
    .where(isWithinReach(reach, 'patient.id') as Expression<SqlBool>)
    .where('d.state', 'in', left)
    .$if(whose !== 'everybody', (query) => query.where('d.patient_id', 'in', whose === 'everybody' ? [] : whose));
}

export async function exportedMessages(db: ReadExecutor, { after, limit, ...asked }: Asked & { readonly after: string; readonly limit: number }): Promise<readonly ExportedMessage[]> {
  const rows = await messagesOf(db, asked)
    .leftJoin('appointment as v', 'v.id', 'd.appointment_id')
    .select(['d.id', 'd.occasion', 'd.channel', 'd.language', 'd.state', 'd.cause', 'd.updated_at', 'd.subject', 'd.body', 'v.id as visit_id', 'v.source_system as visit_system', 'v.source_id as visit_source'])
    .select(['patient.id as of_patient', 'patient.source_system as patient_system', 'patient.source_id as patient_source'])
    .where('d.id', '>', after)
    .orderBy('d.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id, patient: exportedId({ id: row.of_patient, source_system: row.patient_system, source_id: row.patient_source }, 'Patient'), occasion: row.occasion, channel: row.channel, language: row.language, state: row.state, cause: row.cause, leftAt: row.updated_at, subject: row.subject, body: row.body,
    visit: row.visit_id === null ? null : exportedId({ id: row.visit_id, source_system: row.visit_system, source_id: row.visit_source }, 'Appointment'),
  }));
}

export async function countExportedMessages(db: ReadExecutor, asked: Asked): Promise<number> {
  return Number((await messagesOf(db, asked).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n);
}
