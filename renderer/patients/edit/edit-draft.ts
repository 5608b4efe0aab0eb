import { editFields, type EditForm } from './edit-form.ts';

/** An edit left before it was saved: what was typed, and the record it was typed on. */
export interface EditDraft {
  readonly version: number;
  readonly shown: EditForm;
  readonly form: EditForm;
}

/** A draft main kept, or null when it is not of this shape. */
export function readEditDraft(kept: unknown): EditDraft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const { version, shown, form } = kept as Partial<EditDraft>;
  return typeof version === 'number' && isForm(shown) && isForm(form) ? { version, shown, form } : null;
}

function isForm(form: unknown): form is EditForm {
  if (typeof form !== 'object' || form === null) return false;
  const values = form as Partial<EditForm>;
  return editFields.every((field) => typeof values[field] === 'string') && Array.isArray(values.identifiers);
}
