import type { RejectionCode } from '#contract/imports.ts';

/** A resource that cannot be taken; `path` is the place inside it (`birthDate`, `component.0.code`). */
export class RejectedError extends Error {
  readonly code: RejectionCode;
  readonly path: string;

  constructor(code: RejectionCode, path = '') {
    super(code);
    this.name = 'RejectedError';
    this.code = code;
    this.path = path;
  }
}

/** A resource of a kept type that Relais keeps no row for: `why` says which kind of it (`laboratory`, `cancelled`). */
export class NotKeptError extends Error {
  readonly why: string;

  constructor(why: string) {
    super(why);
    this.name = 'NotKeptError';
    this.why = why;
  }
}

/** The sentence the command line prints; the page has its own, in both languages. */
export const rejectionReasons: Readonly<Record<RejectionCode, string>> = {
  NOT_JSON: 'The file is not valid JSON.',
  ENCODING: 'The file is not UTF-8 text.',
  NOT_FHIR: 'The file is neither a FHIR bundle nor a FHIR resource.',
  BUNDLE_TYPE: 'Bundles of this type are not imported (transaction, batch, collection, searchset and document are).',
  ENTRY_EMPTY: 'The entry holds no resource.',
  TYPE_UNKNOWN: 'The resource does not say its type.',
  TOO_LONG: 'The value is longer than Relais stores.',
  VALUE_INVALID: 'The value is not of the form FHIR asks for.',
  VALUE_MISSING: 'A value FHIR requires is missing.',
  DATE_INVALID: 'The value is not a FHIR date, or a time without its zone.',
  DATE_IMPOSSIBLE: 'This date cannot be: no such day, a birth in the future, or a death before the birth.',
  NAME_MISSING: 'The person has no name.',
  CODE_MISSING: 'Neither a code nor a text says what this is.',
  MODIFIER_UNKNOWN: 'A modifier Relais does not know may change the meaning of the resource.',
  NOT_TO_BE_GIVEN: 'The request says that the medication must not be given.',
  NOT_TO_BE_DONE: 'The request says that it must not be done.',
  SUBJECT_NOT_PATIENT: 'The resource is not about a patient.',
  PATIENT_UNKNOWN: 'The patient it points at is neither in the files nor in the clinic.',
  PATIENT_AMBIGUOUS: 'What it points at fits several patients.',
  PATIENT_REJECTED: 'The patient it points at was rejected.',
  IDENTITY_CONFLICT: 'The number belongs to a patient of the clinic with another name and another birth date.',
  FILE_NUMBER_TAKEN: 'The clinic file number belongs to another patient.',
  PROFESSIONAL_UNKNOWN: 'The professional of the visit is neither in the files nor in the clinic.',
  TREATMENT_UNKNOWN: 'The drug it hangs on is neither in the files nor in the record.',
  FILE_TOO_LARGE: 'The file is larger than is read as one bundle: write one resource a line (NDJSON).',
  DOCUMENT_MISSING: 'The file only points at this paper; papers are taken from the files of the import.',
  DOCUMENT_REFUSED: 'Not a PDF, TIFF, JPEG or PNG that can be shown, or one paper too many for the request.',
  SLOT_TAKEN: 'The professional or the patient already has a visit at that time.',
};
