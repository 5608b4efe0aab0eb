import type { z } from 'zod';
import { type Bilingual, type Decision, type Explanation, type Features, featureFields, featuresSchema } from '#contract/triage.ts';
import { nearestName } from '../nearest-name.ts';
import { ageOn } from './due-date.ts';
import type { TriageContent } from './triage-content.ts';
import { builtInTriageContent } from './triage-content.ts';
import { explain } from './explanation.ts';
import { evaluate } from './triage-rules.ts';

/** What `relais triage` does once its input is read: no clinic, the content bundled with the program. */

/** One thing wrong with the input. `path` is like `[3].crp`; empty for the whole input. */
interface InputProblem {
  readonly path: string;
  readonly code: string;
  readonly text: Bilingual;
}

/** A decision as it is, or with its explanation beside it. */
type Answered = Decision | { readonly decision: Decision; readonly explanation: Explanation };

export type TriageAnswer =
  | { readonly ok: true; readonly result: Answered | readonly Answered[] }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/**
 * Triages one `features` object, or an array of them. An object that holds a `features` object (a vignette) stands
 * for it. All or nothing: one bad referral in a list and nothing is proposed for any.
 *
 * @param input parsed JSON
 * @param today civil date `YYYY-MM-DD`: with `birth_date` and neither `age` nor `received_at`, gives the age
 * @param isExplained whether each decision comes with why, and what would change it
 */
export function triage(input: unknown, today: string, isExplained = false, content: TriageContent = builtInTriageContent): TriageAnswer {
  const many = Array.isArray(input);
  const items: readonly unknown[] = many ? input : [input];
  const problems: InputProblem[] = [];
  const decisions: Answered[] = [];
  items.forEach((item, index) => {
    const at = many ? `[${index}]` : '';
    const read = readFeatures(item, today, at, content);
    if (!read.ok) return void problems.push(...read.problems);
    const answer = evaluate(read.features, content.ruleset, content.reasons);
    if (answer.ok) decisions.push(isExplained ? { decision: answer.decision, explanation: explain(answer, content) } : answer.decision);
    else problems.push(problem(content, at, answer.code));
  });
  const [only] = decisions;
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, result: many || !only ? decisions : only };
}

type ReadFeatures = { readonly ok: true; readonly features: Features } | { readonly ok: false; readonly problems: readonly InputProblem[] };

function readFeatures(item: unknown, today: string, at: string, content: TriageContent): ReadFeatures {
  const features = isObject(item) && isObject(item['features']) ? item['features'] : item;
  if (!isObject(features)) return { ok: false, problems: [problem(content, at, 'NOT_FEATURES')] };
  const parsed = featuresSchema.safeParse(features);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, at, content)) };
  const { age, birth_date: bornOn, received_at: receivedAt } = parsed.data;
  if ((age ?? null) !== null || !bornOn) return { ok: true, features: parsed.data };
  const computed = ageOn(bornOn, receivedAt?.slice(0, 10) ?? today);
  if (computed === null) return { ok: false, problems: [problem(content, pathOf(at, ['birth_date']), 'BIRTH_AFTER_RECEIPT')] };
  return { ok: true, features: { ...parsed.data, age: computed } };
}

function problemsOf(issue: z.core.$ZodIssue, at: string, content: TriageContent): readonly InputProblem[] {
  const path = pathOf(at, issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const suggestion = nearestName(key, featureFields);
        return suggestion
          ? problem(content, pathOf(at, [key]), 'UNKNOWN_FIELD_SUGGESTION', { suggestion })
          : problem(content, pathOf(at, [key]), 'UNKNOWN_FIELD');
      });
    case 'invalid_type':
      return [problem(content, path, 'WRONG_TYPE', { expected: issue.expected })];
    case 'too_small':
      return [problem(content, path, 'TOO_SMALL', { limit: String(issue.minimum) })];
    case 'too_big':
      return [problem(content, path, 'TOO_LARGE', { limit: String(issue.maximum) })];
    case 'invalid_value':
      return [problem(content, path, 'NOT_ALLOWED', { allowed: issue.values.map(String).join(', ') })];
    default:
      return [problem(content, path, 'BAD_FORMAT')];
  }
}

function problem({ vocabulary }: TriageContent, path: string, code: string, values: Readonly<Record<string, string>> = {}): InputProblem {
  const sentence = vocabulary.body.problems.find((known) => known.code === code)?.label ?? { fr: code, en: code };
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  return { path, code, text: { fr: fill(sentence.fr), en: fill(sentence.en) } };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function pathOf(at: string, path: readonly PropertyKey[]): string {
  const inside = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return at === '' ? inside.replace(/^\./, '') : at + inside;
}
