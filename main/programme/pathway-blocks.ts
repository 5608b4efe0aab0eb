import type { GuardedShare, PathwayReport } from '#contract/programme.ts';
import type { Language } from '#contract/values.ts';
import type { Block, Column } from '../documents/document-blocks.ts';
import { writtenDate, writtenNumber } from '../record-copies/written-values.ts';
import { acuteWord, callWord, completenessWord, detectionWord, placeName, teamWords } from './team-words.ts';

const held = '–';
/** Most points of a printed curve: more would not be told apart. */
const mostPoints = 28;

/** Months of a curve that are printed: the last one, and every so many before it. */
export function printedMonths<Point>(curve: readonly Point[]): readonly Point[] {
  const every = Math.ceil(curve.length / mostPoints);
  return curve.filter((_point, index) => (curve.length - 1 - index) % Math.max(1, every) === 0);
}

/** The figures of a pathway as parts of the report one hands on: inclusions and their aim, doses, safety, quality of life, completeness. Pure. */
export function pathwayBlocks(report: PathwayReport, language: Language): readonly Block[] {
  const { pathway: words } = teamWords(language);
  const colon = language === 'fr' ? '\u00A0: ' : ': ';
  const number = (value: number | null): string => (value === null ? held : writtenNumber(Math.round(value * 10) / 10, language));
  const percent = ({ value }: GuardedShare): string => (value === null ? held : `${writtenNumber(Math.round(value * 100), language)}\u00A0%`);
  const columns = (first: string, ...others: readonly string[]): readonly Column[] => [{ header: first, width: 2 }, ...others.map((header): Column => ({ header, width: 1, numeric: true }))];
  const heading = (text: string, note?: string): Block => ({ kind: 'heading', level: 2, text, ...(note && { note }) });
  const quiet = (text: string): Block => ({ kind: 'text', text, tone: 'quiet' });
  const table = (first: string, others: readonly string[], rows: readonly (readonly string[])[]): Block => ({ kind: 'table', columns: columns(first, ...others), rows });
  const months = printedMonths(report.inclusions);
  const { target, published, doses, calls, toxicity, detected, acute, escalations, symptomDays, quality, completeness } = report;
  const grades = [1, 2, 3, 4];
  // A pathway without doses, calls or alerts says nothing of them.
  const [hasDoses, hasCalls, hasAlerts] = [[doses.home, doses.hospital, doses.cancelled].some((one) => one !== 0), calls.made !== 0, escalations.opened !== 0 || symptomDays.of !== 0];
  const hasToxicity = toxicity.length > 0 || detected.length > 0;
  /** What was published stands at the first month printed that is not before it. */
  const publishedAt = months.map(({ month }, index) => published.find(({ what, on }) => what === 'included' && on.slice(0, 7) <= month && (index === 0 || on.slice(0, 7) > (months[index - 1]?.month ?? '')))?.count ?? null);
  return [
    { kind: 'heading', level: 1, text: report.label[language], note: `${words.asOf} ${writtenDate(report.asOf, language)}` },
    heading(words.inclusions),
    quiet(target ? `${words.target}${colon}${number(target.count)}, ${writtenDate(target.from, language)} – ${writtenDate(target.until, language)}. ${target.source[language]}` : words.noTarget),
    ...(target !== null || months.some(({ included }) => (included ?? 0) > 0) ? [
      {
        kind: 'chart',
        chart: {
          title: words.included, unit: 'number', periods: months.map(({ month }) => month),
          series: [
            { name: words.included, values: months.map(({ included }) => included) }, ...(target ? [{ name: words.target, values: months.map((one) => one.target) }] : []),
            ...(publishedAt.some((one) => one !== null) ? [{ name: words.published, values: publishedAt }] : []),
          ],
        },
      } as const,
    ] : []),
    ...(published.length > 0 ? [table(words.published, [words.count], published.map(({ what, on, count }) => [`${words.publishedOf[what]}, ${writtenDate(on, language)}`, number(count)]))] : []),
    table(words.standing, [words.people], report.standing.map(({ code, label, count }) => [label?.[language] ?? placeName(code, language), number(count)])),
    ...(hasDoses ? [
      heading(words.doses),
      table(words.measure, [words.count], [
        [words.home, number(doses.home)], [words.hospital, number(doses.hospital)], [words.cancelled, number(doses.cancelled)], [words.atHome, percent(doses.atHome)], [words.journeys, number(doses.home)], [words.kilometres, number(doses.kilometres)], [words.withoutDistance, number(doses.withoutDistance)],
      ]),
      quiet(words.kilometresNote),
    ] : []),
    ...(hasCalls ? [
      heading(words.calls),
      table(words.measure, [words.count], [[words.made, number(calls.made)], ...calls.byKind.map(({ kind, count }) => [callWord(kind, language), number(count)]), [words.callsInTime, percent(calls.inTime)]]),
    ] : []),
    ...(hasDoses || hasToxicity ? [
      heading(words.toxicity),
      ...(toxicity.length === 0 ? [quiet(words.noToxicity)] : [table(words.organ, grades.map((grade) => `${words.grade} ${grade}`), toxicity.map(({ organ, label, grades: found }) => [label?.[language] ?? organ, ...grades.map((grade) => {
        const own = found.find((one) => one.grade === grade);
        return own ? number(own.count) : '';
      })]))]),
      ...(detected.length > 0 ? [table(words.detected, [words.count], detected.map(({ place, count }) => [detectionWord(place, language), number(count)]))] : []),
      quiet(words.toxicityNote),
    ] : []),
    heading(words.acute),
    table(words.measure, [words.count, words.related, words.per100], acute.kinds.map(({ kind, count, related, per100Months }) => [acuteWord(kind, language), number(count), number(related), number(per100Months)])),
    quiet(`${words.acuteNote}${acute.months === null ? '' : ` ${number(acute.months)} ${words.months}, ${number(acute.people)} ${words.peopleOf}.`}`),
    ...(hasAlerts ? [
      heading(words.answers),
      table(words.measure, [words.count], [
        [words.symptomDays, number(symptomDays.median)], [words.symptomP90, number(symptomDays.p90)], [words.opened, number(escalations.opened)], [words.waiting, number(escalations.waiting)], [words.late, number(escalations.late)], [words.inTime, percent(escalations.inTime)], [words.minutes, number(escalations.minutes.median)],
      ]),
      quiet(words.symptomNote),
    ] : []),
    heading(words.quality),
    ...(quality.length === 0 ? [quiet(words.noQuality)] : [
      { kind: 'chart', chart: { title: words.qualityNote, unit: 'number', periods: quality.map(({ month }) => `${words.month} ${month}`), series: [{ name: words.median, values: quality.map(({ median }) => median) }] } } as const,
      table(words.milestone, [words.median, words.people], quality.map(({ month, of, median }) => [`${words.month} ${month}`, number(median), number(of)])),
    ]),
    // What nothing was due of is left out.
    heading(words.completeness),
    table(words.measure, [words.noted, words.outOf], completeness.filter(({ share }) => share.of !== 0).map(({ what, share }) => [completenessWord(what, language), percent(share), number(share.of)])),
  ];
}
