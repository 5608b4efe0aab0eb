import { z } from 'zod';
import { recordOpening } from './access.ts';
import { operation } from './define.ts';
import { cursor, id, instant, isoDate, line } from './values.ts';

/** Lines of a report, newest first, at most this many a page. */
export const auditPageSize = 100;

/** The first thing wrong with the trail, and its row. */
export const auditBreak = z.object({ kind: z.enum(['changed', 'removed', 'truncated']), seq: z.int() });

export const auditVerification = z.object({
  /** Rows that were read and hold. */
  rows: z.int(),
  broken: auditBreak.nullable(),
  verifiedAt: instant,
  /** Heads of earlier verifications that were compared; `changed`: their file was altered or damaged, and counts for nothing. */
  earlier: z.object({ heads: z.int(), since: instant.nullable(), file: z.enum(['whole', 'absent', 'changed']) }),
  /** False when this verification could not be put beside the earlier ones (disk full or protected). */
  headKept: z.boolean(),
});
export type AuditVerification = z.infer<typeof auditVerification>;

/** Who the trail may be asked about. `userId` is an account, or a part of the program acting by itself. */
export const auditSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('patient'), patientId: id }),
  z.object({ kind: z.literal('person'), userId: z.string().min(1).max(60) }),
]);
export type AuditSubject = z.infer<typeof auditSubject>;

/** One thing done or read. `detail` names fields and codes, never values. */
export const auditLine = z.object({
  seq: z.int(),
  at: instant,
  userId: z.string(),
  /** Null for a part of the program, or an account that is gone. */
  userName: z.string().nullable(),
  action: z.string(),
  patientId: z.string().nullable(),
  patientName: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])).nullable(),
});
export type AuditLine = z.infer<typeof auditLine>;

export const audit = {
  /** Walks the whole trail, in short steps, and keeps its head beside the earlier ones. */
  verify: operation({ access: 'audit.read', scope: 'clinic' }).output(auditVerification),
  /** What was done and read about a patient, or by a person, between two dates of the clinic (both included). */
  report: operation({ access: 'audit.read', scope: 'clinic' })
    .input(z.object({ about: auditSubject, from: isoDate.nullable(), to: isoDate.nullable(), after: cursor.nullable().default(null) }))
    .output(z.object({ lines: z.array(auditLine).max(auditPageSize), next: cursor.nullable() })),
  /** Patients by the beginning of their name, or by a number of theirs, for whoever reads the trail. */
  findPatients: operation({ access: 'audit.read', scope: 'clinic' })
    .input(z.object({ text: z.string().trim().max(120) }))
    .output(z.array(z.object({ patientId: id, familyName: z.string(), givenName: z.string(), birthDate: z.string().nullable() })).max(20)),
  /** Openings of restricted records by exception, newest first, and how many nobody has reviewed. */
  openings: operation({ access: 'audit.read', scope: 'clinic' })
    .input(z.object({ unreviewed: z.boolean(), after: id.nullable().default(null) }))
    .output(z.object({ openings: z.array(recordOpening.extend({ patientId: id, patientName: z.string() })).max(50), unreviewed: z.int(), next: id.nullable() })),
  /** Somebody has looked at an opening, and may say what they found. */
  reviewOpening: operation({ access: 'audit.read', scope: 'clinic' })
    .input(z.object({ openingId: id, words: line(500) }))
    .output(z.object({ unreviewed: z.int() })),
  /** Everybody who has or had an account. */
  people: operation({ access: 'audit.read', scope: 'clinic' }).output(z.array(z.object({ userId: id, name: z.string(), login: z.string() })).max(500)),
};
