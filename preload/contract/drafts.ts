import { z } from 'zod';
import { operation } from './define.ts';
import { instant } from './values.ts';

/** Forms whose writing outlives leaving, locking and crashes. */
export const draftForms = ['patient-registration', 'patient-edit', 'referral-entry', 'lab-results', 'cohort-definition', 'triage-rule', 'dose-record', 'dose-correction', 'dose-answers', 'symptom-call', 'pathway-definition', 'treatment', 'adverse-event', 'diagnosis', 'vaccination'] as const;
export type DraftForm = (typeof draftForms)[number];
/** Those kept until somebody throws them away: a pathway is written over months, and holds nothing of a person. */
export const lastingDraftForms: readonly DraftForm[] = ['pathway-definition'];

const key = { form: z.enum(draftForms), /** `new`, or the id of what is being changed. */ recordId: z.string().regex(/^[0-9a-z-]{1,100}$/) };

export const drafts = {
  /** One's own draft of a form. */
  find: operation({ access: 'signed-in', scope: 'own' })
    .input(z.object(key))
    .output(z.object({ value: z.string(), savedAt: instant }).nullable()),
  /** Keeps what is being written; `value` is the form's own JSON. */
  save: operation({ access: 'signed-in', scope: 'own' })
    .input(z.object({ ...key, value: z.string().max(2_500_000) }))
    .output(z.object({ savedAt: instant })),
  discard: operation({ access: 'signed-in', scope: 'own' }).input(z.object(key)).output(z.object({ discarded: z.boolean() })),
};
