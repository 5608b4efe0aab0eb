import type { MonitoringOutcome } from '#contract/monitoring.ts';
import type { MonitoringPlan } from './monitoring-plan.ts';
import { rankOf } from './threshold-rules.ts';

/** A laboratory check of the follow-up and its date. */
export interface DueCheck {
  readonly check: string;
  readonly dueOn: string;
}

/** What the work list of late checks keeps of a plan. Follow-up by laboratory only: what is asked for once is the record's to tell. Pure. */
export function lateWorkOf({ items, alerts, treatments }: MonitoringPlan): { readonly dueOn: string | null; readonly checks: readonly DueCheck[]; readonly treatments: readonly string[]; readonly severity: number | null } {
  const checks = items
    .flatMap(({ check, laboratory, asks }) => {
      const dueOn = asks.filter((ask) => ask.isFollowUp).flatMap((ask) => ask.dueOn ?? []).sort()[0];
      return laboratory && dueOn !== undefined ? [{ check, dueOn }] : [];
    })
    .sort((one, other) => (one.dueOn === other.dueOn ? (one.check < other.check ? -1 : 1) : one.dueOn < other.dueOn ? -1 : 1));
  const asking = new Set(items.flatMap(({ asks }) => asks.map(({ treatment }) => treatment)));
  return {
    dueOn: checks[0]?.dueOn ?? null, checks, treatments: treatments.map(({ ingredient }) => ingredient).filter((name) => asking.has(name)),
    severity: alerts.reduce<number | null>((worst, { severity }) => Math.max(worst ?? 0, rankOf(severity)), null),
  };
}

/** Until when nobody is to be asked again: what the newest note says. */
export function quietUntil(outcomes: readonly { readonly outcome: MonitoringOutcome; readonly untilOn: string | null }[]): string | null {
  const [newest] = outcomes;
  return newest?.outcome === 'snoozed' ? newest.untilOn : null;
}
