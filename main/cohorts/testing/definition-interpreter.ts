import type { CohortCondition, CohortDefinition } from '#contract/cohorts.ts';
import type { SmallPerson } from './small-clinic.ts';

/** What a definition means, said over plain facts: the SQL is held to it. Written without a look at the SQL's own helpers. */

const groupCodes: Readonly<Record<string, readonly string[]>> = { ra: ['M05', 'M06.0', 'M06.8', 'M06.9'], psa: ['L40.5', 'M07.0', 'M07.1', 'M07.2', 'M07.3'], gout: ['M10'] };

/** First and last days a date can mean. */
const first = (date: string): string => (date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date);
const last = (date: string): string => (date.length === 4 ? `${date}-12-31` : date);

/** A day so many whole months before another; the last of the month where there is none such. */
function monthsBefore(today: string, months: number): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const count = year * 12 + (month - 1) - months;
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  const longest = [31, (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1] ?? 31;
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(Math.min(day, longest)).padStart(2, '0')}`;
}
/** The text of a date counts as its first day: `2016` comes before `2016-01-01` as text. */
const atLeastAgo = (date: string, months: number, today: string): boolean => first(date) <= monthsBefore(today, months);
const atMostAgo = (date: string, months: number, today: string): boolean => first(date) >= monthsBefore(today, months);

const over = ['stopped', 'completed', 'draft', 'entered-in-error'];

function linesOf(person: SmallPerson) {
  const taken = person.drugs.map((line, place) => ({ ...line, place })).filter(({ status }) => status !== 'draft' && status !== 'entered-in-error');
  const numbered = taken.filter(({ drug, startedOn }) => (drug.drugClass === 'bDMARD' || drug.drugClass === 'tsDMARD') && startedOn !== null).sort((one, other) => (first(one.startedOn ?? '') < first(other.startedOn ?? '') ? -1 : first(one.startedOn ?? '') > first(other.startedOn ?? '') ? 1 : one.place - other.place));
  const numbers = new Map<number, number>();
  numbered.forEach(({ drug, place }, index) => {
    const before = numbered[index - 1];
    const previous = before ? (numbers.get(before.place) ?? 0) : 0;
    numbers.set(place, before?.drug.key === drug.key ? previous : previous + 1);
  });
  return taken.map((line) => ({ ...line, number: numbers.get(line.place) ?? null }));
}

const begun = (line: { startedOn: string | null }, today: string): boolean => line.startedOn === null || first(line.startedOn) <= today;
const ended = (line: { endedOn: string | null; status: string }, today: string): boolean => (line.endedOn === null ? over.includes(line.status) : last(line.endedOn) <= today);

/** Scores of an instrument, the last first; of one day, the one entered last. */
function scoresOf(person: SmallPerson, instrument: string) {
  return person.visits
    .map((visit, place) => ({ ...visit, place }))
    .filter(({ signed }) => signed)
    .sort((one, other) => (one.on === other.on ? other.place - one.place : one.on < other.on ? 1 : -1))
    .flatMap(({ on, scores }) => scores.filter((score) => score.instrument === instrument).map((score) => ({ ...score, on })));
}

/** An id of no professional. */
export const stranger = '00000000-0000-4000-9000-000000000000';

const inside = (value: number, min: number | null, max: number | null): boolean => (min === null || value >= min) && (max === null || value <= max);

function holds(condition: CohortCondition, person: SmallPerson, today: string): boolean {
  const recent = (on: string, withinMonths: number | null): boolean => withinMonths === null || atMostAgo(on, withinMonths, today);
  switch (condition.kind) {
    case 'sex':
      return condition.values.includes(person.sex);
    case 'age': {
      if (person.birthDate === null) return false;
      const birth = first(person.birthDate);
      const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4)) - (today.slice(5) < birth.slice(5) ? 1 : 0);
      return inside(years, condition.min, condition.max);
    }
    case 'region':
      return person.region !== null && condition.values.includes(person.region);
    case 'diagnosis': {
      const wanted = [...condition.groups.flatMap((group) => groupCodes[group] ?? []), ...condition.codes];
      return person.diagnoses.some(({ code, status, verification, onsetOn, endedOn }) =>
        wanted.some((prefix) => code.startsWith(prefix)) && verification !== 'refuted' && verification !== 'entered-in-error' &&
        (!condition.open || status === 'active' || status === 'relapse' || (status === null && endedOn === null)) &&
        (condition.minYears === null || (onsetOn !== null && atLeastAgo(onsetOn, condition.minYears * 12, today))) &&
        (condition.maxYears === null || (onsetOn !== null && onsetOn >= monthsBefore(today, condition.maxYears * 12))));
    }
    case 'sign': {
      const told = person.diagnoses.filter(({ verification }) => verification !== 'refuted' && verification !== 'entered-in-error').flatMap((diagnosis) => diagnosis[condition.sign] ?? []);
      return condition.is === 'unknown' ? told.length === 0 : told.includes(condition.is);
    }
    case 'treatment': {
      const { ingredients, classes, when, minMonths, maxMonths, minLine, stopReasons } = condition;
      if (ingredients.length + classes.length === 0) return false;
      const lines = linesOf(person).filter((line) => (ingredients.includes(line.drug.key) || classes.includes(line.drug.drugClass)) && begun(line, today));
      if (when === 'never') return lines.length === 0;
      return lines.some((line) => {
        if (when === 'current' && ended(line, today)) return false;
        if (when === 'past' && !ended(line, today)) return false;
        if (when === 'past' && stopReasons.length > 0 && (line.stopReason === null || !stopReasons.includes(line.stopReason))) return false;
        if (minLine !== null && (line.number === null || line.number < minLine)) return false;
        const counted = when === 'past' ? line.endedOn && last(line.endedOn) : line.startedOn;
        return (minMonths === null || (counted !== null && atLeastAgo(counted, minMonths, today))) && (maxMonths === null || (counted !== null && atMostAgo(counted, maxMonths, today)));
      });
    }
    case 'adverseEvent':
      return linesOf(person).some(({ events }) => events.some(({ on, grade, withdrawn }) => !withdrawn && grade >= condition.minGrade && recent(on, condition.withinMonths)));
    case 'coverageEnds': {
      const until = new Date(Date.parse(today) + condition.withinDays * 86_400_000).toISOString().slice(0, 10);
      return linesOf(person).some((line) => begun(line, today) && !ended(line, today) && line.renewsOn !== null && line.renewsOn <= until);
    }
    case 'scoreCategory': {
      const [one] = scoresOf(person, condition.instrument);
      return one !== undefined && one.category !== null && condition.categories.includes(one.category) && recent(one.on, condition.withinMonths);
    }
    case 'scoreValue': {
      const [one] = scoresOf(person, condition.instrument);
      return one !== undefined && one.score !== null && inside(one.score, condition.min, condition.max) && recent(one.on, condition.withinMonths);
    }
    case 'scoreDone': {
      const [one] = scoresOf(person, condition.instrument);
      return (one !== undefined && recent(one.on, condition.withinMonths)) === condition.done;
    }
    case 'scoreTrend': {
      const [one, before] = scoresOf(person, condition.instrument);
      if (!one || !before || one.score === null || before.score === null) return false;
      const change = condition.direction === 'rose' ? one.score - before.score : before.score - one.score;
      return one.score !== before.score && change >= condition.by;
    }
    case 'labsLate':
      return (person.dueOn !== null && person.dueOn < today) === condition.late;
    case 'labValue': {
      const sorted = person.results.map((result, place) => ({ ...result, place })).sort((one, other) => (one.on === other.on ? other.place - one.place : one.on < other.on ? 1 : -1));
      const [one] = sorted;
      return condition.test === 'crp' && one !== undefined && inside(one.crp, condition.min, condition.max) && recent(one.on, condition.withinMonths);
    }
    case 'visit': {
      const seen = person.appointments.some(({ at, live, status }) => live && status !== 'no-show' && at <= today && recent(at, condition.withinMonths));
      return seen === (condition.ask === 'seen');
    }
    case 'booked':
      return person.appointments.some(({ at, live }) => live && at > today) === condition.booked;
    case 'responsible':
      // Any id but the one professional's is of nobody's.
      return condition.practitionerIds.length === 0 ? !person.responsible : person.responsible && condition.practitionerIds.some((one) => one !== stranger);
    case 'waiting':
      return person.referrals.some(({ state, cls, dueOn }) => (state === 'received' || state === 'accepted') && (condition.classes.length === 0 || condition.classes.includes(cls)) && (!condition.overdue || (dueOn !== null && dueOn < today)));
  }
}

/** Whether somebody answers a definition, on a civil date. */
export function belongs(person: SmallPerson, { life, groups }: CohortDefinition, today: string): boolean {
  if (life !== 'everybody' && person.deceased !== (life === 'deceased')) return false;
  return groups.every(({ match, conditions }) => {
    const each = conditions.map((condition) => holds(condition, person, today));
    if (match === 'all') return each.every(Boolean);
    return match === 'any' ? each.some(Boolean) : !each.some(Boolean);
  });
}
