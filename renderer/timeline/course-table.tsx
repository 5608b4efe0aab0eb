import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instrument } from '#contract/instruments.ts';
import { useFormat } from '../text/use-format.ts';
import { useDrugWords } from '../treatments/use-drug-words.ts';
import { useTreatmentWords } from '../treatments/use-treatment-words.ts';
import { scoredInstruments } from './activity-rules.ts';
import { type Course, drawnTreatments, type Moment } from './course.ts';
import { resultText } from './result-text.ts';
import { useMomentWords } from './use-moment-words.ts';

export interface CourseTableProps {
  readonly course: Course;
  readonly moments: readonly Moment[];
  readonly instruments: readonly Instrument[];
}

/** The same course in figures: what was measured, day by day, the newest first; then what was taken. */
export function CourseTable({ course, moments, instruments }: CourseTableProps): ReactElement {
  const { t } = useTranslation('timeline');
  const f = useFormat();
  const words = useMomentWords(instruments);
  const scored = [...scoredInstruments(course.assessments, instruments, 'activity'), ...scoredInstruments(course.assessments, instruments, 'function')];
  const asked = (['patientGlobal', 'pain', 'physicianGlobal'] as const).filter((name) => course.assessments.some((one) => one[name] !== null));
  const withJoints = course.assessments.some(({ counts }) => counts !== null);
  const measured = moments.filter(({ assessment, results }) => assessment !== null || results.length > 0).toReversed();
  const happened = moments.filter((moment) => words.events(moment).length > 0).toReversed();
  return (
    <div className="course-tables">
      <table className="table course-table">
        <caption>{t('table.measured')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('table.on')}</th>
            {scored.map(({ id, label }) => (
              <th key={id} scope="col" className="numeric">
                {label[f.language].replace(/ \(.*\)$/, '')}
              </th>
            ))}
            {withJoints && (
              <th scope="col" className="numeric">
                {t('table.joints')}
              </th>
            )}
            {asked.map((name) => (
              <th key={name} scope="col" className="numeric">
                {t(`asked.${name}`)}
              </th>
            ))}
            {course.results.map(({ test, label, unit }) => (
              <th key={test} scope="col" className="numeric">
                {label[f.language]} <span className="meta">{unit}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measured.map((moment) => {
            const said = words.scores(moment);
            const counts = moment.assessment?.counts ?? null;
            return (
              <tr key={moment.day}>
                <th scope="row" className="tabular">
                  {f.date(moment.on)}
                </th>
                {scored.map(({ id }) => {
                  const score = said.find((one) => one.id === id);
                  return (
                    <td key={id} className="numeric">
                      {score?.value} {score?.category && <span className="micro course-table-category">{score.category}</span>}
                    </td>
                  );
                })}
                {withJoints && <td className="numeric">{counts && (moment.assessment?.jointSet === '28' ? `${counts.tender28} / ${counts.swollen28}` : `${counts.tender68} / ${counts.swollen66}`)}</td>}
                {asked.map((name) => {
                  const value = moment.assessment?.[name] ?? null;
                  return (
                    <td key={name} className="numeric">
                      {value === null ? '' : f.number(value)}
                    </td>
                  );
                })}
                {course.results.map(({ test }) => (
                  <td key={test} className="numeric">
                    {moment.results.filter(({ series }) => series.test === test).map(({ series, point }) => resultText(point, series, f)).join(', ')}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <TreatmentTable course={course} />
      <table className="table course-table">
        <caption>{t('table.happened')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('table.on')}</th>
            <th scope="col">{t('table.what')}</th>
          </tr>
        </thead>
        <tbody>
          {happened.map((moment) => (
            <tr key={moment.day}>
              <th scope="row" className="tabular">
                {f.date(moment.on)}
              </th>
              <td>{words.events(moment).join('. ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TreatmentTable({ course }: Pick<CourseTableProps, 'course'>): ReactElement {
  const { t } = useTranslation(['timeline', 'treatments']);
  const f = useFormat();
  const words = useTreatmentWords();
  const drugWords = useDrugWords();
  return (
    <table className="table course-table">
      <caption>{t('table.taken')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('treatments:list.drug')}</th>
          <th scope="col">{t('treatments:list.dose')}</th>
          <th scope="col">{t('table.from')}</th>
          <th scope="col">{t('table.to')}</th>
          <th scope="col">{t('table.why')}</th>
        </tr>
      </thead>
      <tbody>
        {drawnTreatments(course).flatMap((treatment) =>
          (treatment.doses.length === 0 ? [null] : treatment.doses).map((dose, index, doses) => {
            const isLast = index === doses.length - 1;
            const from = (index > 0 ? dose?.from : null) ?? treatment.startedOn;
            const to = isLast ? treatment.endedOn : (dose?.to ?? doses[index + 1]?.from ?? null);
            return (
              <tr key={`${treatment.id} ${index}`}>
                <th scope="row">{drugWords(treatment.text)}</th>
                <td>{(dose && words.dose(dose)) ?? t('treatments:list.noDose')}</td>
                <td className="tabular">{from ? f.date(from) : t('treatments:list.unknown')}</td>
                <td className="tabular">{to ? f.date(to) : isLast && treatment.isCurrent ? t('table.ongoing') : t('treatments:list.unknown')}</td>
                <td>{isLast && treatment.stopReason !== null ? [t(`treatments:stopReason.${treatment.stopReason}`), treatment.stopNote].filter(Boolean).join(', ') : ''}</td>
              </tr>
            );
          }),
        )}
      </tbody>
    </table>
  );
}
