import type { AssessmentEntry } from '#contract/assessments.ts';

/** An assessment with nothing in it but its day, and what is said. */
export function anEntry(said: Partial<AssessmentEntry> = {}): AssessmentEntry {
  return { on: '2026-11-16', jointSet: null, joints: {}, instruments: [], values: {}, choices: {}, takenOn: {}, note: '', ...said };
}

/** Tender and swollen wrists, globals and CRP of the same day: CDAI 11.5, DAS28-CRP 3.74. */
export const rheumatoid = anEntry({
  jointSet: '28',
  joints: { 'wrist-r': { tender: true, swollen: true, unassessable: null }, 'wrist-l': { tender: true, swollen: true, unassessable: null } },
  instruments: ['cdai', 'das28-crp'],
  values: { patient_global_mm: 45, physician_global_mm: 30, crp_mg_l: 12 },
  takenOn: { crp_mg_l: '2026-11-14' },
});
