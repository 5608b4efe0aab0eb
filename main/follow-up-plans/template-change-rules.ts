import { type TemplateBody, templateBody } from '#contract/plans.ts';
import { type KnownCodes, templateProblems, type TemplateProblem } from './template-rules.ts';

/** Templates as a clinic writes them: judged, and given the next version and code. Pure. */

export type Judged = { readonly ok: true; readonly body: TemplateBody } | { readonly ok: false; readonly problems: readonly TemplateProblem[] };

/** Whether what somebody wrote is a template that holds together; else every problem, with where it is. */
export function judgeTemplate(draft: unknown, known: KnownCodes): Judged {
  const read = templateBody.safeParse(draft);
  if (!read.success) return { ok: false, problems: read.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code: formCode(code, path, draft, message) })).slice(0, 200) };
  const problems = templateProblems(read.data, known);
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, 200) } : { ok: true, body: read.data };
}

/** What is wrong with the form of a field: missing or empty, or not written as it must be. */
function formCode(code: string, path: readonly PropertyKey[], draft: unknown, message: string): string {
  let value: unknown = draft;
  for (const key of path) value = typeof value === 'object' && value !== null ? (value as Readonly<Record<PropertyKey, unknown>>)[key] : undefined;
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'REQUIRED';
  return code === 'unrecognized_keys' || message === '' ? 'UNKNOWN' : 'MALFORMED';
}

/** The code of a template the clinic makes: `CL01`, `CL02`… */
export function nextTemplateCode(known: readonly string[]): string {
  const numbers = known.flatMap((code) => (/^CL\d+$/.test(code) ? [Number(code.slice(2))] : []));
  return `CL${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}`;
}
