import type { GuardedDays, GuardedShare, PathwayReport } from '#contract/programme.ts';
import type { Language } from '#contract/values.ts';
import type { Cell } from '../exports/table-rows.ts';
import { acuteWord, callWord, completenessWord, detectionWord, placeName, teamWords } from './team-words.ts';

/** The figures of a pathway as lines of the same table as those of the team, one figure a line; what is held back is an empty cell. Pure. */
export function pathwayLines(report: PathwayReport, language: Language): readonly (readonly Cell[])[] {
  const { pathway: words } = teamWords(language);
  const part = report.label[language];
  const { doses, calls, acute, escalations } = report;
  type Line = readonly [of: string, given: string, value: Cell, low: Cell, high: Cell, outOf: Cell, how: Cell];
  const count = (of: string, given: string, how: number | null): Line => [of, given, null, null, null, null, how];
  const value = (of: string, given: string, one: number | null, outOf: number | null = null): Line => [of, given, one, null, null, outOf, null];
  const percent = (one: number | null): Cell => (one === null ? null : Math.round(one * 1000) / 10);
  const share = (of: string, given: string, { of: all, value: one, low, high }: GuardedShare): Line => [of, `${given} (%)`, percent(one), percent(low), percent(high), all, null];
  const days = (of: string, median: string, ninety: string, { of: all, median: one, low, high, p90 }: GuardedDays): readonly Line[] => [[of, median, one, low, high, all, null], value(of, ninety, p90, all)];
  const hasDoses = [doses.home, doses.hospital, doses.cancelled].some((one) => one !== 0);
  const lines: readonly Line[] = [
    ...report.standing.map(({ code, label, count: people }) => count(words.standing, label?.[language] ?? placeName(code, language), people)),
    ...(hasDoses ? [count(words.doses, words.home, doses.home), count(words.doses, words.hospital, doses.hospital), count(words.doses, words.cancelled, doses.cancelled), share(words.doses, words.atHome, doses.atHome),
    count(words.doses, words.journeys, doses.home), value(words.doses, words.kilometres, doses.kilometres), count(words.doses, words.withoutDistance, doses.withoutDistance)] : []),
    ...(calls.made === 0 ? [] : [count(words.calls, words.made, calls.made), ...calls.byKind.map(({ kind, count: made }) => count(words.calls, callWord(kind, language), made)), share(words.calls, words.callsInTime, calls.inTime)]),
    ...report.toxicity.flatMap(({ organ, label, grades }) => grades.map(({ grade, count: found }) => count(words.toxicity, `${label?.[language] ?? organ}, ${words.grade.toLowerCase()} ${grade}`, found))),
    ...report.detected.map(({ place, count: found }) => count(words.detected, detectionWord(place, language), found)),
    ...acute.kinds.flatMap(({ kind, count: all, related, per100Months }): readonly Line[] => [
      count(words.acute, acuteWord(kind, language), all), count(words.acute, `${acuteWord(kind, language)}, ${words.related.toLowerCase()}`, related), value(words.acute, `${acuteWord(kind, language)}, ${words.per100.toLowerCase()}`, per100Months),
    ]),
    value(words.acute, words.months, acute.months, acute.people),
    ...days(words.answers, words.symptomDays, words.symptomP90, report.symptomDays),
    count(words.answers, words.opened, escalations.opened), count(words.answers, words.waiting, escalations.waiting), count(words.answers, words.late, escalations.late), share(words.answers, words.inTime, escalations.inTime), ...days(words.answers, words.minutes, words.minutesP90, escalations.minutes),
    ...report.quality.map(({ month, of, median }) => value(words.quality, `${words.month} ${month}, ${words.median.toLowerCase()}`, median, of)),
    ...report.completeness.map(({ what, share: noted }) => share(words.completeness, completenessWord(what, language), noted)),
  ];
  return [
    ...report.inclusions.flatMap(({ month, included, target }): readonly (readonly Cell[])[] => [
      [month, null, null, part, ...count(words.inclusions, words.included, included)], ...(target === null ? [] : [[month, null, null, part, ...value(words.inclusions, words.target, target)]]),
    ]),
    ...report.published.map(({ what, on, count: published }): readonly Cell[] => [null, null, on, part, ...count(words.published, words.publishedOf[what], published)]),
    ...lines.map((line): readonly Cell[] => [null, null, report.asOf, part, ...line]),
  ];
}
