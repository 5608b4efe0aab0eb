import type { MatchedTreatment } from './drug-matching-rules.ts';
import { dailyMg } from './drug-matching-rules.ts';
import type { ScheduleLine } from './monitoring-content.ts';
import { after, daysBetween } from './interval-rules.ts';

type EyeRule = Extract<ScheduleLine['rule'], { kind: 'eye' }>;

/** What is worked out of a hydroxychloroquine dose. Null where dose or weight is not known. */
export interface EyeDose {
  readonly dailyMg: number | null;
  readonly mgPerKg: number | null;
  /** Most a day at this weight, mg. */
  readonly mostMg: number | null;
  /** Since the start, counted at the present dose: grams, and grams a kilogram. */
  readonly totalG: number | null;
  readonly totalGPerKg: number | null;
  readonly isOver: boolean;
}

/** Dose by real weight (AAO 2016). */
export function eyeDose(treatment: Pick<MatchedTreatment, 'dose' | 'startedOn'>, weightKg: number | null, limitMgPerKg: number, today: string): EyeDose {
  const daily = dailyMg(treatment);
  const perKg = daily === null || weightKg === null ? null : daily / weightKg;
  const total = daily === null ? null : (daily * Math.max(0, daysBetween(treatment.startedOn, today))) / 1000;
  return {
    dailyMg: daily, mgPerKg: perKg, mostMg: weightKg === null ? null : limitMgPerKg * weightKg, totalG: total, totalGPerKg: total === null || weightKg === null ? null : total / weightKg,
    // Classed on what is shown: two decimals.
    isOver: perKg !== null && Math.round(perKg * 100) / 100 > limitMgPerKg,
  };
}

/**
 * When the eyes are next examined: within a year of the start, then yearly from five years on; yearly at once with a risk.
 *
 * @param examined the last examination, null for none; one more than a year before the start does not count
 */
export function nextEyeExamination(rule: EyeRule, startedOn: string, examined: string | null, isAtRisk: boolean): string {
  const baselineDue = after(startedOn, rule.baseline);
  if (examined === null || after(examined, rule.baseline) < startedOn) return baselineDue;
  const screeningFrom = after(startedOn, rule.screening);
  const usual = examined < screeningFrom ? screeningFrom : after(examined, rule.every);
  const yearly = after(examined, rule.every);
  return isAtRisk && yearly < usual ? yearly : usual;
}
