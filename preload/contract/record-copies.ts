import { z } from 'zod';
import { delivery } from './deliveries.ts';
import { operation } from './define.ts';
import { minimumPassphrase } from './exports.ts';
import { filled, id, instant, language } from './values.ts';

/** Who asks for the copy of a record. */
export const requesterRelationship = z.enum(['person', 'representative', 'other']);

export const recordCopies = {
  /**
   * A person's whole record, in one file for them: a PDF to read, the same as JSON, and as FHIR, zipped. To whom it goes and
   * why is kept; the copy is not. The same id again makes the file again.
   * @throws NOT_FOUND, RESTRICTED; INVALID `passphrase` too easy to guess; BUSY while other long work is done
   */
  make: operation({ access: 'record.copy', scope: 'clinic' })
    .input(
      z.object({
        copyId: id, patientId: id, language, requester: filled(120), relationship: requesterRelationship, purpose: filled(500),
        /** With who opened the record and when. */
        withAccesses: z.boolean(),
        /** Encrypts the file; it is kept nowhere. */
        passphrase: z.string().min(minimumPassphrase).max(200).nullable(),
      }),
    )
    .output(delivery),
  /** Copies handed out, newest first. @throws NOT_FOUND, RESTRICTED */
  list: operation({ access: 'patient.read', scope: 'clinic' })
    .input(z.object({ patientId: id }))
    .output(z.array(z.object({ copyId: id, madeAt: instant, byName: z.string(), requester: z.string(), relationship: requesterRelationship, purpose: z.string(), language })).max(100)),
};
