import { z } from 'zod';
import { exportContents } from '#contract/exports.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { requesterRelationship } from '#contract/record-copies.ts';
import { language } from '#contract/values.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { type RecordReach, reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { type FileDelivery, mediaTypes } from '../delivery/file-delivery.ts';
import { renderPdf } from '../documents/pdf-document.ts';
import { plannedTypes } from '../exports/export-plan-rules.ts';
import { ExportRun } from '../exports/export-writing.ts';
import { type OutgoingFile, zipOf } from '../exports/outgoing-file.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { LongWork } from '../platform/long-work/long-work.ts';
import { keptContent } from '../referrals/attachments/attachment-content.ts';
import type { TriageContentReader } from '../referrals/active-triage-content.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { requireAcceptablePassword } from '../users/acceptable-password.ts';
import type { Caller } from '../users/caller.ts';
import type { Session } from '../users/session.ts';
import { recordCopyDocument } from './record-copy-document.ts';
import { insertRecordCopy, readRecordContent, recordCopiesOf, recordCopyById } from './record-copy-repository.ts';

export const recordCopyJobKind = 'record-copy';
const mostListed = 100;
const job = z.object({ caller: z.custom<Caller>(), patientId: z.uuid(), language, withAccesses: z.boolean(), passphrase: z.string().nullable() });
const jobResult = z.object({ id: z.string(), bytes: z.int() });

/** A person's whole record, handed to them or to whoever asks in their name. */
export function createRecordCopyService({ unitOfWork, audit, clinic, ports, store }: ServiceDependencies, longWork: LongWork, files: FileDelivery, triageContent: TriageContentReader) {
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'patient.read', ports.clock.now());

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `INVALID`, `DUPLICATE` (the id is another record's copy), `BUSY` */
    make: async (session: Session, caller: Caller, input: Inputs['recordCopies']['make']): Promise<Outputs['recordCopies']['make']> => {
      const { copyId, patientId, requester, relationship, purpose, withAccesses, passphrase } = input;
      if (passphrase !== null) await requireAcceptablePassword(passphrase, [clinic.name], 'passphrase');
      await unitOfWork.read(async (db) => {
        await requireOpenRecord(db, reading(caller), patientId);
        const known = await recordCopyById(db, copyId);
        if (known && known.patient_id !== patientId) throw new DeclaredError('DUPLICATE', { field: 'copyId' });
      });
      const order: z.infer<typeof job> = { caller, patientId, language: input.language, withAccesses, passphrase };
      const sealed = jobResult.parse(await longWork.start({ id: ports.newId(), kind: recordCopyJobKind, input: order }).result);
      const now = ports.clock.now();
      // On record before anything is handed over.
      await unitOfWork.write(async (db) => {
        if (!(await recordCopyById(db, copyId))) await insertRecordCopy(db, { id: copyId, patientId, at: now, by: caller.userId, requester, relationship, purpose, language: input.language, withAccesses });
        await audit.record(db, { userId: caller.userId, action: 'record.copied', entity: 'record_copy', entityId: copyId, patientId, detail: { relationship, withAccesses, encrypted: passphrase !== null } });
      });
      return files.deliverSealed(session, { name: `relais-${input.language === 'fr' ? 'dossier' : 'record'}-${civilDate(now, clinic.timeZone)}.zip`, mediaType: mediaTypes.zip }, sealed);
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    list: async (caller: Caller, { patientId }: Inputs['recordCopies']['list']): Promise<Outputs['recordCopies']['list']> =>
      unitOfWork.read(async (db) => {
        await requireOpenRecord(db, reading(caller), patientId);
        const rows = await recordCopiesOf(db, patientId, mostListed);
        return rows.map((row) => ({
          copyId: row.id, madeAt: row.made_at, byName: row.display_name ?? row.made_by, requester: row.requester, relationship: requesterRelationship.parse(row.relationship), purpose: row.purpose,
          language: language.parse(row.language),
        }));
      }),

    /** The job of the long-work thread: the zip, sealed. */
    runJob: async (input: unknown): Promise<z.infer<typeof jobResult>> => {
      const { caller, patientId, language: written, withAccesses, passphrase } = job.parse(input);
      const at = ports.clock.now();
      const { record, content } = await unitOfWork.read(async (db) => ({ record: await readRecordContent(db, patientId, { withAccesses }), content: (await triageContent.active(db)).content }));
      if (!record) throw new DeclaredError('NOT_FOUND');
      const pdf = await renderPdf(recordCopyDocument(record, { language: written, clinic, at, by: caller.displayName, content }));
      // The papers are files of their own in the zip.
      const types = plannedTypes(exportContents, caller.grants).types.filter((type) => type !== 'DocumentReference');
      const order = { readPaper: (id: string) => keptContent(unitOfWork, store.dataKey, id), reach: reading(caller), types, patientIds: [record.patient.id], language: written, zone: clinic.timeZone, at };
      const fhir = await new ExportRun(unitOfWork, order, { onProgress: () => undefined, shouldStop: () => false }).files('fhir-bundle');
      const papers = record.requests.flatMap((request) => request.papers).flatMap(({ id, file }) => (file === null ? [] : [{ name: file, content: keptContent(unitOfWork, store.dataKey, id) }]));
      const name = written === 'fr' ? 'dossier' : 'record';
      const outgoing: readonly OutgoingFile[] = [
        { name: `${name}.pdf`, content: once(pdf) },
        { name: `${name}.json`, content: once(new TextEncoder().encode(JSON.stringify({ clinic: clinic.name, madeAt: at, ...record }, null, 2))) },
        ...fhir.map(({ content: bytes }) => ({ name: 'fhir-r4.json', content: bytes })),
        ...papers,
      ];
      return { ...(await files.seal(zipOf(outgoing, passphrase))) };
    },
  };
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}
