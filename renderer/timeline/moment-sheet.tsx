import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instrument } from '#contract/instruments.ts';
import { ActivityBars } from '../assessments/scores/activity-bars.tsx';
import { JointFigure } from '../assessments/figure/joint-figure.tsx';
import { useFormat } from '../text/use-format.ts';
import { useDrugWords } from '../treatments/use-drug-words.ts';
import { useTreatmentWords } from '../treatments/use-treatment-words.ts';
import { Sheet } from '../ui/sheet.tsx';
import { type Course, jointsKnownOn, type Moment, takenOn } from './course.ts';
import { useMomentWords } from './use-moment-words.ts';

export interface MomentSheetProps {
  readonly course: Course;
  readonly moment: Moment;
  readonly instruments: readonly Instrument[];
}

/** One moment in words: what was found, measured and changed that day, the joints as last examined, what was being taken. */
export function MomentSheet({ course, moment, instruments }: MomentSheetProps): ReactElement {
  const { t } = useTranslation('timeline');
  const f = useFormat();
  const words = useMomentWords(instruments);
  const treatmentWords = useTreatmentWords();
  const drugWords = useDrugWords();
  const examined = jointsKnownOn(course, moment.day);
  const taken = takenOn(course, moment.day);
  const joints = words.joints(moment);
  return (
    <Sheet title={f.date(moment.on)} note={t('moment.note')} className="course-moment-sheet">
      <div className="course-moment-body">
        <ul className="course-facts">
          {words.scores(moment).map(({ id, name, value, category, level }) => (
            <li key={id} className="row course-score">
              <span className="grow no-wrap">{name}</span>
              <b className="tabular">{value}</b>
              {category && (
                <span className="row course-category">
                  {level > 0 && <ActivityBars level={level} />}
                  {category}
                </span>
              )}
            </li>
          ))}
          {[joints, ...words.reports(moment), ...words.results(moment), ...words.events(moment)].filter((line) => line !== null).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {examined && (
          <div className="course-figure">
            {examined.on !== moment.on && <p className="meta">{t('moment.examinedOn', { date: f.date(examined.on) })}</p>}
            <JointFigure findings={examined.joints} set={examined.jointSet ?? '28'} />
          </div>
        )}
        <h3 className="course-taken-title">{t('moment.taken')}</h3>
        {taken.length === 0 ? (
          <p className="ink-2">{t('moment.nothingTaken')}</p>
        ) : (
          <ul className="course-facts">
            {taken.map(({ treatment, dose }) => (
              <li key={treatment.id}>
                <b>{drugWords(treatment.text)}</b> <span className="ink-2">{dose && treatmentWords.dose(dose)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Sheet>
  );
}
