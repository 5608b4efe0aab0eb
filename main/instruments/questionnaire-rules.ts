import type { FormulaNamed } from './formula-schema.ts';
import { needed, numberIn, type Outcome, type Said, setIn, type Values } from './outcome.ts';
import { roundHalfUp } from './rounding-rules.ts';

/** Scores of questionnaires, each with what its authors allow when an answer is missing. */

/** The answers there are and the names of those there are not. */
function answersTo(items: readonly string[], values: Values): { readonly answers: readonly number[]; readonly missing: readonly string[] } {
  return { answers: items.flatMap((name) => numberIn(values, name) ?? []), missing: items.filter((name) => numberIn(values, name) === null) };
}
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const meanOf = (numbers: readonly number[]): number => sum(numbers) / numbers.length;
const when = (condition: boolean, flag: string): readonly Said[] => (condition ? [{ flag }] : []);

/** RAPID3: function out of 10 (ten answers ÷ 3, to one decimal, or entered), pain and global. */
export function rapid3({ items, mostMissing }: FormulaNamed<'rapid3'>, values: Values): Outcome {
  const entered = numberIn(values, 'function_nrs');
  const { answers, missing } = answersTo(items, values);
  if (entered === null && missing.length > mostMissing) return { score: null, missing };
  const worked = entered ?? roundHalfUp((meanOf(answers) * items.length) / 3, 1);
  const score = worked + (needed(values, 'pain_mm') + needed(values, 'patient_global_mm')) / 10;
  return {
    score,
    missing: entered === null ? missing : [],
    said: when(entered === null && missing.length > 0, 'function_prorated'),
    details: { function: worked, weighted: roundHalfUp(score / 3) },
  };
}

/** HAQ-DI: the highest answer of each category, at least 2 where an aid or a person helps; mean of the categories answered. */
export function haqDi({ categories, fewestCategories }: FormulaNamed<'haq-di'>, values: Values): Outcome {
  const helped = new Set([...(setIn(values, 'aids') ?? []), ...(setIn(values, 'help_from_person') ?? [])]);
  const scored = categories.map(({ code, items }) => {
    const { answers } = answersTo(items, values);
    const plain = answers.length === 0 ? null : Math.max(...answers);
    return { code, plain, withAids: plain === null || !helped.has(code) ? plain : Math.max(plain, 2) };
  });
  const missing = answersTo(categories.flatMap(({ items }) => items), values).missing;
  const plain = scored.flatMap((category) => category.plain ?? []);
  if (plain.length < fewestCategories) return { score: null, missing };
  const score = meanOf(scored.flatMap((category) => category.withAids ?? []));
  return {
    score,
    missing,
    said: [
      ...when(plain.length < categories.length, 'categories_missing'),
      ...when(setIn(values, 'aids') === null && setIn(values, 'help_from_person') === null, 'aids_not_stated'),
    ],
    details: {
      exact: roundHalfUp(score, 3),
      without_aids: roundHalfUp(meanOf(plain), 3),
      categories: Object.fromEntries(scored.map(({ code, withAids }) => [code, withAids])),
    },
  };
}

/** BASDAI: four components and the mean of the two questions on stiffness, one of which stands for the other. */
export function basdai({ components, stiffness, mostMissing }: FormulaNamed<'basdai'>, values: Values): Outcome {
  const four = answersTo(components, values);
  const stiff = answersTo(stiffness, values);
  const fifth = stiff.answers.length > 0 ? [meanOf(stiff.answers)] : [];
  const missing = [...four.missing, ...stiff.missing];
  const lacking = components.length + 1 - four.answers.length - fifth.length;
  if (lacking > mostMissing) return { score: null, missing };
  return {
    score: meanOf([...four.answers, ...fifth]),
    missing,
    said: [...when(stiff.answers.length === 1, 'stiffness_from_one'), ...when(lacking > 0, 'component_prorated')],
  };
}

/** BASFI: the mean of the answers. */
export function mean({ items, mostMissing }: FormulaNamed<'mean'>, values: Values): Outcome {
  const { answers, missing } = answersTo(items, values);
  if (missing.length > mostMissing) return { score: null, missing };
  return { score: meanOf(answers), missing, said: when(missing.length > 0, 'items_prorated') };
}

/**
 * Scales from 0 to 100, each told when at least half of its answers are there (EORTC QLQ-C30 scoring manual, third edition, 2001):
 * the mean answer less the lowest, over the range; for a scale of function one less that. Nothing is told of the others.
 */
export function scales({ scales: all, headline }: FormulaNamed<'scales'>, values: Values): Outcome {
  const parts = all.map(({ code, turned, items, lowest, range }) => {
    const { answers, missing } = answersTo(items, values);
    const share = answers.length * 2 < items.length ? null : (meanOf(answers) - lowest) / range;
    return { code, items, missing, exact: share === null ? null : (turned ? 1 - share : share) * 100 };
  });
  return {
    score: parts.find(({ code }) => code === headline)?.exact ?? null,
    missing: parts.flatMap(({ missing }) => missing),
    said: when(parts.some(({ exact, missing }) => exact !== null && missing.length > 0), 'items_prorated'),
    details: { parts: Object.fromEntries(parts.map(({ code, exact }) => [code, exact === null ? null : roundHalfUp(exact)])) },
  };
}

/** The levels one after the other, where all are there; the score is the person's own scale. */
export function profile({ dimensions, scale }: FormulaNamed<'profile'>, values: Values): Outcome {
  const { answers, missing } = answersTo(dimensions, values);
  const own = numberIn(values, scale);
  return { score: own, missing: [...missing, ...(own === null ? [scale] : [])], details: { profile: missing.length > 0 ? null : answers.join('') } };
}
