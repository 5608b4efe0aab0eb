import type { FormulaNamed } from './formula-schema.ts';
import { needed, type Outcome, type Said, type Values } from './outcome.ts';
import { roundHalfUp } from './rounding-rules.ts';

/** Scores worked out from counts, scales and a laboratory value, none of which may be missing. */

const belowLimit = (values: Values): boolean => values['crp_below_lod'] === true;
const atLimit = (values: Values, marker: string): readonly Said[] => (marker === 'crp_mg_l' && belowLimit(values) ? [{ flag: 'crp_at_detection_limit' }] : []);

/** DAS28, of four variables or three. */
export function das28(formula: FormulaNamed<'das28'>, values: Values): Outcome {
  const given = needed(values, formula.marker);
  const marker = Math.max(given, formula.markerFloor ?? given);
  const counts = formula.tender * Math.sqrt(needed(values, 'tjc28')) + formula.swollen * Math.sqrt(needed(values, 'sjc28'));
  const global = formula.globalTimes === null ? 0 : formula.globalTimes * needed(values, 'patient_global_mm');
  return {
    score: formula.scale * (counts + formula.markerTimes * Math.log(marker + formula.markerPlus) + global) + formula.constant,
    said: [...(marker > given ? [{ flag: 'esr_floor' }] : []), ...atLimit(values, formula.marker)],
  };
}

/** CDAI, SDAI, DAPSA, cDAPSA: a sum in which each value has its weight. */
export function weightedSum({ weights }: FormulaNamed<'weighted-sum'>, values: Values): Outcome {
  const marker = weights.some(({ input }) => input === 'crp_mg_l') ? needed(values, 'crp_mg_l') : null;
  return {
    score: weights.reduce((sum, { input, times, over }) => sum + (times * needed(values, input)) / over, 0),
    said: [...(marker !== null && marker > 100 ? [{ flag: 'crp_over_10mgdl' }] : []), ...(marker === null ? [] : atLimit(values, 'crp_mg_l'))],
  };
}

/** ASDAS: scales with their weights, and the logarithm of CRP (at least its floor) or the root of the sedimentation rate. */
export function asdas({ weights, marker }: FormulaNamed<'asdas'>, values: Values): Outcome {
  const given = needed(values, marker.input);
  const floored = marker.floor !== null && (given < marker.floor || (marker.input === 'crp_mg_l' && belowLimit(values)));
  const used = floored ? (marker.floor ?? given) : given;
  const scales = weights.reduce((sum, { input, times, over }) => sum + (times * needed(values, input)) / over, 0);
  return {
    score: scales + marker.times * (marker.transform === 'root' ? Math.sqrt(used) : Math.log(used + 1)),
    said: floored ? [{ flag: 'crp_floor' }] : [],
    details: { [`${marker.input}_used`]: used },
  };
}

/** Response to treatment by the fall of the DAS28 and the value reached; falls are compared once rounded. */
export function eularResponse(formula: FormulaNamed<'eular-response'>, values: Values): Outcome {
  const [first, second] = [values['baseline_variant'], values['current_variant']];
  if (first !== undefined && second !== undefined && first !== second) return { score: null, refused: { input: 'current_variant', code: 'DIFFERENT_FORMS' } };
  const current = roundHalfUp(needed(values, 'das28_current'));
  const fall = roundHalfUp(roundHalfUp(needed(values, 'das28_baseline')) - current);
  return { score: fall, category: response(formula, fall, current) };
}

function response({ largeFall, smallFall, low, moderate }: FormulaNamed<'eular-response'>, fall: number, current: number): string {
  if (fall <= smallFall) return 'none';
  if (fall > largeFall) return current <= low ? 'good' : 'moderate';
  return current <= moderate ? 'moderate' : 'none';
}

/** One quantity in several units. */
export function conversion({ input, shown }: FormulaNamed<'conversion'>, values: Values): Outcome {
  const value = needed(values, input);
  return { score: value, details: Object.fromEntries(shown.map(({ name, times, over }) => [name, roundHalfUp((value * times) / over)])) };
}
