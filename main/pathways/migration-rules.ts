import type { PathwayBody } from '#contract/pathways.ts';
import type { PathwayMigration } from '#contract/pathway-editor.ts';
import { phaseDates } from './phase-rules.ts';

/** What another version of a pathway changes for somebody on the way. Pure. */

interface Standing {
  readonly state: string;
  readonly phase: string | null;
  readonly includedOn: string | null;
  readonly schedule: string | null;
}

/** Why somebody cannot be taken over: the phase they are in, or the drug they have, is not in that version. Null where they can. */
export function migrationRefusal(to: PathwayBody, { phase, schedule }: Pick<Standing, 'phase' | 'schedule'>): PathwayMigration['refusal'] {
  if (phase !== null && !to.phases.some(({ code }) => code === phase)) return 'phase';
  return schedule !== null && !to.dosing?.schedules.some(({ code }) => code === schedule) ? 'schedule' : null;
}

/** First days of phases that change, from the day of inclusion; what has begun keeps its day. */
function changedPhases(from: PathwayBody, to: PathwayBody, { includedOn, phase }: Standing): PathwayMigration['phases'] {
  if (includedOn === null) return [];
  const at = (body: PathwayBody) => new Map(phaseDates(body, includedOn).map(({ code, from: begins }) => [code, begins]));
  const [before, after] = [at(from), at(to)];
  const begun = to.phases.findIndex(({ code }) => code === phase);
  const labels = new Map([...from.phases, ...to.phases].map(({ code, label }) => [code, label]));
  return [...labels].flatMap(([code, label]) => {
    const [was, is] = [before.get(code) ?? null, after.get(code) ?? null];
    const place = to.phases.findIndex((one) => one.code === code);
    return was === is || (place !== -1 && place <= begun) ? [] : [{ label, from: was, to: is }];
  });
}

/** What comes next for the person: entry while proposed, else the gate of the next phase. */
function criteriaAhead(body: PathwayBody, { state, phase }: Standing): PathwayBody['eligibility'] {
  return state === 'proposed' ? [...body.eligibility, ...body.exclusions] : (body.phases[body.phases.findIndex(({ code }) => code === phase) + 1]?.gate ?? []);
}

/** A criterion is the same while its words and its condition are. */
const sameness = ({ code, label, when }: PathwayBody['eligibility'][number]): string => JSON.stringify([code, label, when]);

/** Everything that changes but the steps, which are dated elsewhere. */
export function migrationOf(from: PathwayBody, to: PathwayBody, standing: Standing): Omit<PathwayMigration, 'from' | 'to' | 'steps'> {
  const [before, after] = [criteriaAhead(from, standing), criteriaAhead(to, standing)];
  const missingIn = (list: PathwayBody['eligibility'], other: PathwayBody['eligibility']) => {
    const known = new Set(other.map(sameness));
    return list.filter((one) => !known.has(sameness(one))).map(({ label }) => label);
  };
  const everyDays = (body: PathwayBody) => body.dosing?.schedules.find(({ code }) => code === standing.schedule)?.everyDays;
  const [was, is] = [everyDays(from), everyDays(to)];
  return {
    refusal: migrationRefusal(to, standing), phases: changedPhases(from, to, standing), criteriaAdded: missingIn(after, before), criteriaRemoved: missingIn(before, after),
    interval: was !== undefined && is !== undefined && was !== is ? { from: was, to: is } : null,
  };
}
