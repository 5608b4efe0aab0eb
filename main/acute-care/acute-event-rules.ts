import type { AcuteEventTold } from '#contract/acute-care.ts';

/** What does not hold together in an emergency visit or an admission. Pure. */

interface Issue {
  readonly path: string;
  readonly code: string;
}

/** @param organs codes of the organs a toxicity may be of @param today civil date of the clinic */
export function acuteEventIssues({ kind, happenedOn, endedOn, related, organ, grade, symptomOn }: AcuteEventTold, { organs, today }: { readonly organs: readonly string[]; readonly today: string }): readonly Issue[] {
  const issues: Issue[] = [];
  if (happenedOn > today) issues.push({ path: 'happenedOn', code: 'TO_COME' });
  if (endedOn !== null && (kind !== 'admission' || endedOn < happenedOn)) issues.push({ path: 'endedOn', code: kind === 'admission' ? 'BEFORE' : 'UNKNOWN' });
  if (endedOn !== null && endedOn > today) issues.push({ path: 'endedOn', code: 'TO_COME' });
  if (symptomOn !== null && symptomOn > happenedOn) issues.push({ path: 'symptomOn', code: 'AFTER' });
  if (related !== 'yes' && (organ !== null || grade !== null)) issues.push({ path: 'organ', code: 'NOT_RELATED' });
  if (related === 'yes' && organ !== null && !organs.includes(organ)) issues.push({ path: 'organ', code: 'UNKNOWN' });
  if (related === 'yes' && (organ === null) !== (grade === null)) issues.push({ path: organ === null ? 'organ' : 'grade', code: 'REQUIRED' });
  return issues;
}
