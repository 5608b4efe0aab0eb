import type { ActiveTreatment } from './active-treatment.ts';
import type { MonitoredDrug } from './monitoring-content.ts';

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether something prescribed is this drug: by the beginning of its ATC code, else, without one, by its name. */
export function isDrug({ atc, ingredient }: Pick<ActiveTreatment, 'atc' | 'ingredient'>, drug: MonitoredDrug): boolean {
  if (atc !== null) return drug.atc.some((prefix) => atc.startsWith(prefix));
  const said = plain(ingredient);
  return drug.names.some((name) => said.includes(name));
}

/** A treatment with the drugs the rules know it as; most are one, some none. */
export interface MatchedTreatment extends ActiveTreatment {
  readonly drugs: readonly string[];
}

/** Treatments in force on a day, each with the drugs it is. */
export function matched(treatments: readonly ActiveTreatment[], drugs: readonly MonitoredDrug[], today: string): readonly MatchedTreatment[] {
  return treatments
    .filter(({ startedOn, endedOn }) => startedOn <= today && (endedOn === null || endedOn >= today))
    .map((treatment) => ({ ...treatment, drugs: drugs.filter((drug) => isDrug(treatment, drug)).map(({ code }) => code) }));
}

/** Milligrams a day; null when the dose is not known in milligrams. */
export function dailyMg({ dose }: Pick<ActiveTreatment, 'dose'>): number | null {
  if (dose === null || dose.everyDays <= 0) return null;
  const factor = { mg: 1, g: 1000, mcg: 0.001, 'µg': 0.001 }[dose.unit];
  return factor === undefined ? null : (dose.amount * factor) / dose.everyDays;
}
