import { z } from 'zod';
import { operation } from './define.ts';
import { identifierInput } from './identifiers.ts';
import { changeOrigin, recordChange } from './record-history.ts';
import { bilingual } from './triage.ts';
import { administrativeSex, cursor, filled, id, instant, isoDate, line, partialDate } from './values.ts';

/** Documents that verify an identity. */
export const identityDocument = z.enum(['national-id', 'passport', 'residence-permit', 'driving-licence', 'health-card', 'family-record', 'other']);
/** Marital status, codes of HL7 v3 MaritalStatus; what an import brought otherwise is kept until somebody changes it. */
export const maritalStatus = z.enum(['S', 'M', 'T', 'D', 'L', 'W', 'UNK']);

/** What a form changes of a person; fields left out stay as they are. */
export const patientFieldsInput = z
  .object({
    familyName: filled(80),
    givenName: filled(80),
    birthFamilyName: line(80).nullable(),
    prefix: line(20).nullable(),
    /** As partial as it is known; nothing only where nothing was known before. */
    birthDate: partialDate.nullable(),
    birthPlaceCode: line(5).nullable(),
    administrativeSex,
    gender: line(80).nullable(),
    maritalStatus: maritalStatus.nullable(),
    language: line(60).nullable(),
    phone: line(40).nullable(),
    email: line(120).nullable(),
    addressLine: line(200).nullable(),
    city: line(80).nullable(),
    postalCode: line(12).nullable(),
    regionCode: line(4).nullable(),
    country: line(2).nullable(),
    mobility: z.enum(['independent', 'aid', 'wheelchair', 'homebound', 'unknown']),
    teleSuitability: z.enum(['yes', 'phone-only', 'no', 'unknown']),
    deceased: z.boolean(),
    deceasedOn: partialDate.nullable(),
    identityDocument: identityDocument.nullable(),
    identityVerifiedOn: isoDate.nullable(),
  })
  .partial();
export type PatientFieldsInput = z.infer<typeof patientFieldsInput>;

/** Doubts about what is typed that hold nobody up. */
export const entryWarning = z.object({ field: z.enum(['phone', 'email', 'postalCode']), code: z.enum(['PHONE', 'EMAIL', 'POSTAL_CODE_CA', 'POSTAL_CODE_FR']) });
export type EntryWarning = z.infer<typeof entryWarning>;

export const patientEdits = {
  /**
   * Changes a record as its version was seen. Another's change in between: `STALE`, with what was changed, by whom.
   * Numbers, where they are given, are all the record shall have.
   */
  save: operation({ access: 'patient.write', scope: 'clinic' })
    .input(z.object({ patientId: id, expectedVersion: z.int(), fields: patientFieldsInput, identifiers: z.array(identifierInput).max(40).optional(), reason: line(200).nullable().default(null) }))
    .output(z.object({ version: z.int(), changeId: id.nullable() })),
  /** Takes an edit back, while nothing was changed after it; itself in the history. */
  undo: operation({ access: 'patient.write', scope: 'clinic' }).input(z.object({ patientId: id, changeId: id })).output(z.object({ version: z.int() })),
  /** Who changed what, newest first; clinical parts only for those who may read them. The reading is audited. */
  history: operation({ access: 'patient.read', scope: 'clinic' })
    .input(z.object({ patientId: id, after: cursor.nullable().default(null), limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ changes: z.array(recordChange), /** What the follow-up plans and phases of pathways named in them are called, by code. */ plans: z.record(z.string(), bilingual), next: cursor.nullable(), begun: z.object({ at: instant, origin: changeOrigin, byName: z.string().nullable() }) })),
  /** Doubts about contact details, as one types. */
  checkEntry: operation({ access: 'patient.read', scope: 'clinic' })
    .input(z.object({ phone: line(40), email: line(120), postalCode: line(12), country: line(2).nullable() }))
    .output(z.array(entryWarning)),
};
