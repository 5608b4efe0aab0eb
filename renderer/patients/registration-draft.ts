import type { QueryClient } from '@tanstack/react-query';
import { registrationFields, type RegistrationForm } from './registration-form.ts';

/** A form left before it was sent, with the id it would have been sent under. */
export interface RegistrationDraft {
  readonly patientId: string;
  readonly form: RegistrationForm;
}

const key = ['registration-draft'] as const;

/** The draft kept in memory since the form was left; forgotten at sign-out like every answer of main. */
export function keptDraft(queryClient: QueryClient): RegistrationDraft | undefined {
  return queryClient.getQueryData<RegistrationDraft>(key);
}

/** Keeps a draft until it is sent or given up. */
export function keepDraft(queryClient: QueryClient, draft: RegistrationDraft): void {
  queryClient.setQueryDefaults(key, { gcTime: Infinity });
  queryClient.setQueryData(key, draft);
}

/** Forgets the draft. */
export function dropDraft(queryClient: QueryClient): void {
  queryClient.removeQueries({ queryKey: key });
}

/** A draft main kept, or null when it is not of this shape. */
export function readDraft(kept: unknown): RegistrationDraft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const { patientId, form } = kept as Partial<RegistrationDraft>;
  if (typeof patientId !== 'string' || typeof form !== 'object') return null;
  return registrationFields.every((field) => typeof form[field] === 'string') ? { patientId, form } : null;
}
