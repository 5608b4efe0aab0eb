import { type BreachCause, breachCauses, notDelayed, notLater, safeguards, type QualityDays, type QualityPeriod, type QualityShare } from '#contract/triage-quality.ts';
import { type Bilingual, type ProfessionalCode, urgencies, type Urgency } from '#contract/triage.ts';
import { medianOf, type Period, wilson } from '../../cohorts/comparison-rules.ts';
import { byDistance, kappaOf, sameClass } from './kappa-rules.ts';
import type { BetweenTally } from './between-repository.ts';
import type { DayTally, DecisionTally, DelayTally, ReturnTally } from './quality-repository.ts';
import type { SafeguardTally } from './safeguard-repository.ts';
import { classesOf, type DiagnosedTally, soonClasses } from './sensitivity-rules.ts';

/** The figures of a period from what the database counted. Pure; nothing is filled in. */

export interface QualityTallies {
  readonly decisions: readonly DecisionTally[];
  readonly decisionDays: readonly DayTally[];
  readonly between: readonly BetweenTally[];
  readonly delays: readonly DelayTally[];
  readonly returns: readonly ReturnTally[];
  readonly diagnosed: readonly DiagnosedTally[];
  readonly safeguards: readonly SafeguardTally[];
}

interface CountedDays {
  readonly days: number;
  readonly count: number;
}

const total = (tallies: readonly { readonly count: number }[]): number => tallies.reduce((sum, { count }) => sum + count, 0);

/** A share with Wilson's limits. */
export function shareOf(met: number, of: number): QualityShare {
  const limits = wilson(met, of);
  return { of, met, value: of === 0 ? null : met / of, low: limits?.low ?? null, high: limits?.high ?? null };
}

/** The value under or at which so many of a hundred lie: the nearest rank. */
export function percentileOf(values: readonly CountedDays[], percent: number): number | null {
  const rank = Math.ceil((percent / 100) * total(values));
  let seen = 0;
  for (const { days, count } of [...values].sort((one, other) => one.days - other.days)) {
    seen += count;
    if (seen >= rank) return days;
  }
  return null;
}

/** Days counted, as a median and percentiles. */
export function daysOf(values: readonly CountedDays[]): QualityDays {
  const { of, value, low, high } = medianOf(values);
  return { of, median: value, low, high, p75: percentileOf(values, 75), p90: percentileOf(values, 90) };
}

const placeOf = (cls: Urgency): number => urgencies.indexOf(cls);

function betweenOf(tallies: readonly BetweenTally[]): QualityPeriod['between'] {
  const counts = urgencies.map((first) => urgencies.map((second) => total(tallies.filter((one) => one.first === first && one.second === second))));
  const matrix = urgencies.flatMap((first, row) => urgencies.map((second, column) => ({ first, second, count: counts[row]?.[column] ?? 0 }))).filter(({ count }) => count > 0);
  const destinations = [...new Set(tallies.flatMap((one) => [one.firstWhere, one.secondWhere]))].sort();
  const where = destinations.map((first) => destinations.map((second) => total(tallies.filter((one) => one.firstWhere === first && one.secondWhere === second))));
  const of = total(tallies);
  return {
    agreed: shareOf(total(tallies.filter(({ first, second }) => first === second)), of), plain: kappaOf(counts, sameClass), weighted: kappaOf(counts, byDistance), matrix,
    destination: shareOf(total(tallies.filter(({ firstWhere, secondWhere }) => firstWhere === secondWhere)), of), destinationKappa: kappaOf(where, sameClass), opened: total(tallies.filter(({ opened }) => opened === 1)),
  };
}

function agreementOf(tallies: readonly DecisionTally[]): QualityPeriod['agreement'] {
  const counts = urgencies.map((proposed) => urgencies.map((decided) => total(tallies.filter((one) => one.proposed === proposed && one.decided === decided))));
  const agreed = total(tallies.filter((one) => one.proposed === one.decided));
  const matrix = urgencies.flatMap((proposed, row) => urgencies.map((decided, column) => ({ proposed, decided, count: counts[row]?.[column] ?? 0 }))).filter(({ count }) => count > 0);
  return { agreed: shareOf(agreed, total(tallies)), plain: kappaOf(counts, sameClass), weighted: kappaOf(counts, byDistance), matrix };
}

const isChanged = ({ overridden, proposed, decided }: DecisionTally): boolean => overridden === 1 || proposed !== decided;

function rulesOf(tallies: readonly DecisionTally[], titleOf: (ruleId: string) => Bilingual | null): QualityPeriod['rules'] {
  const ids = [...new Set(tallies.flatMap(({ rule }) => rule ?? []))].sort();
  return ids.map((ruleId) => {
    const own = tallies.filter(({ rule }) => rule === ruleId);
    return {
      ruleId, title: titleOf(ruleId), changed: shareOf(total(own.filter(isChanged)), total(own)),
      raised: total(own.filter(({ proposed, decided }) => placeOf(decided) < placeOf(proposed))), lowered: total(own.filter(({ proposed, decided }) => placeOf(decided) > placeOf(proposed))),
    };
  }).sort((one, other) => other.changed.met - one.changed.met || other.changed.of - one.changed.of);
}

const isDelayed = ({ outcome, cause }: DelayTally): boolean => outcome === 'seen' || (outcome === 'waiting' && cause !== null);

/** Of those seen, or waiting beyond their delay: who waits inside it may still be seen in time. */
const insideOf = (tallies: readonly DelayTally[]): QualityShare => shareOf(total(tallies.filter(({ outcome, cause }) => outcome === 'seen' && cause === null)), total(tallies.filter(isDelayed)));

function delaysOf(tallies: readonly DelayTally[]): QualityPeriod['delays'] {
  return urgencies.flatMap((cls) => {
    const own = tallies.filter((one) => one.cls === cls);
    if (own.length === 0) return [];
    const count = (cause: BreachCause): number => total(own.filter((one) => one.cause === cause));
    return [{
      cls, days: daysOf(own.flatMap(({ days, count: times }) => (days === null ? [] : [{ days, count: times }]))), inside: insideOf(own), waiting: total(own.filter(({ outcome }) => outcome === 'waiting')),
      causes: breachCauses.map((cause) => ({ cause, count: count(cause) })).filter((one) => one.count > 0),
      leftOut: notDelayed.map((reason) => ({ reason, count: total(own.filter(({ outcome }) => outcome === reason)) })).filter((one) => one.count > 0),
    }];
  });
}

function returnsOf(tallies: readonly ReturnTally[]): QualityPeriod['returns'] {
  const of = (what: ReturnTally['what']): readonly ReturnTally[] => tallies.filter((one) => one.what === what).sort((one, other) => other.count - one.count);
  return {
    returned: of('returned').map(({ who, count }) => ({ professional: who as ProfessionalCode | null, count })), declined: total(of('declined')), cancelled: total(of('cancelled')),
    asked: total(of('asked')), items: of('item').map(({ who, count }) => ({ item: who, count })),
  };
}

function diagnosedOf(tallies: readonly DiagnosedTally[]): QualityPeriod['diagnosed'] {
  const classes = classesOf(tallies);
  return {
    soon: shareOf(total(classes.filter(({ cls }) => soonClasses.includes(cls))), total(classes)), classes: [...classes],
    leftOut: notLater.map((reason) => ({ reason, count: total(tallies.filter(({ outcome }) => outcome === reason)) })).filter(({ count }) => count > 0),
  };
}

function safeguardsOf(tallies: readonly SafeguardTally[]): QualityPeriod['safeguards'] {
  return safeguards.map((what) => {
    const own = tallies.find((one) => one.what === what);
    return { what, share: shareOf(own?.met ?? 0, own?.of ?? 0) };
  });
}

/** All figures of one period. @param titleOf what a rule is called now; null for one that is no more */
export function figuresOf(period: Period, tallies: QualityTallies, titleOf: (ruleId: string) => Bilingual | null): QualityPeriod {
  const own = <T extends { readonly period: string }>(list: readonly T[]): readonly T[] => list.filter((one) => one.period === period.key);
  const [decisions, decisionDays, delays] = [own(tallies.decisions), own(tallies.decisionDays), own(tallies.delays)];
  return {
    ...period, agreement: agreementOf(decisions), between: betweenOf(own(tallies.between)), rules: rulesOf(decisions, titleOf), overridden: shareOf(total(decisions.filter(isChanged)), total(decisions)),
    decisions: urgencies.flatMap((cls) => {
      const values = decisionDays.filter((one) => one.cls === cls);
      return values.length === 0 ? [] : [{ cls, days: daysOf(values) }];
    }),
    delays: delaysOf(delays), inside: insideOf(delays), diagnosed: diagnosedOf(own(tallies.diagnosed)), returns: returnsOf(own(tallies.returns)), safeguards: safeguardsOf(own(tallies.safeguards)),
  };
}
