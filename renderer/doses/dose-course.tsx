import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dose, DoseCourse } from '#contract/doses.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { CallLines } from './call-lines.tsx';
import { EscalationLines } from './escalation-lines.tsx';
import { PlanCourseForm } from './plan-course-form.tsx';
import { ResultMark } from './result-mark.tsx';

/** Doses shown before the rest is asked for: the last given, and those that come. */
const shownPast = 2;
const shownAhead = 6;

/** The doses of a pathway of somebody: what comes, where, how its checklist stands; calls and escalations below. */
export function DoseCourseSheet({ course }: { readonly course: DoseCourse }): ReactElement {
  const { t } = useTranslation(['doses', 'common']);
  const f = useFormat();
  const navigate = useNavigate();
  const [isPlanning, setIsPlanning] = useState(false);
  const [isWhole, setIsWhole] = useState(false);
  const { doses, schedule, excluded, given, atHome, mayPlan, mayCall } = course;
  const next = doses.find(({ state }) => state === 'planned');
  const firstAhead = next ? doses.indexOf(next) : doses.length;
  const shown = isWhole ? doses : doses.slice(Math.max(firstAhead - shownPast, 0), firstAhead + shownAhead);
  const openDose = (doseId: string): void => void navigate({ to: '/doses/$doseId', params: { doseId } });
  const call = (): void => void navigate({ to: '/toxicity-call', search: { enrolmentId: course.enrolmentId } });
  useShortcut('u', () => next && openDose(next.id), { label: t('course.openNext'), enabled: next !== undefined && !isPlanning });
  useShortcut('c', call, { label: t('call.action'), enabled: mayCall && !isPlanning });
  return (
    <>
      <Sheet
        title={t('course.title')} note={[schedule && `${schedule.drug[f.language]}, ${schedule.dose[f.language]}, ${schedule.route[f.language]}`, t('course.given', { count: given }), atHome > 0 && t('course.atHome', { count: atHome })].filter(Boolean).join(' · ')}
        actions={
          <span className="row no-print">
            {mayCall && <Button small keys="c" onClick={call}>{t('call.action')}</Button>}
            {mayPlan && !isPlanning && <Button small onClick={() => setIsPlanning(true)}>{t('course.plan')}</Button>}
          </span>
        }
      >
        {doses.length === 0 && <EmptyState sentence={t('course.empty')} hint={mayPlan ? t('course.emptyHint') : ''} />}
        {doses.length > 0 && (
          <table className="table dose-table">
            <thead>
              <tr>
                {(['number', 'date', 'where', 'treatment', 'standing'] as const).map((column) => <th key={column} scope="col">{t(`column.${column}`)}</th>)}
                <th scope="col"><span className="visually-hidden">{t('common:action.open')}</span></th>
              </tr>
            </thead>
            <tbody>
              {shown.map((dose) => <DoseRow key={dose.id} dose={dose} onOpen={() => openDose(dose.id)} isNext={dose === next} />)}
            </tbody>
          </table>
        )}
        {(shown.length < doses.length || isWhole) && (
          <div className="sheet-body no-print">
            <Button small tone="text" onClick={() => setIsWhole(!isWhole)}>{isWhole ? t('course.less') : t('course.all', { count: doses.length })}</Button>
          </div>
        )}
        {(schedule || excluded.length > 0) && <p className="sheet-body meta">{[schedule?.source[f.language], ...excluded.map(({ drug, reason }) => t('course.excluded', { drug: drug[f.language], reason: reason[f.language] }))].filter(Boolean).join(' · ')}</p>}
      </Sheet>
      {isPlanning && <PlanCourseForm course={course} onClose={() => setIsPlanning(false)} />}
      {course.escalations.length > 0 && <Sheet title={t('escalation.title')}><EscalationLines escalations={course.escalations} /></Sheet>}
      {course.calls.length > 0 && <Sheet title={t('call.title')} note={course.toxicity?.[f.language]}><CallLines calls={course.calls} enrolmentId={course.enrolmentId} mayCall={mayCall} /></Sheet>}
    </>
  );
}

function DoseRow({ dose, isNext, onOpen }: { readonly dose: Dose; readonly isNext: boolean; readonly onOpen: () => void }): ReactElement {
  const { t } = useTranslation(['doses', 'common']);
  const f = useFormat();
  const { number, dueOn, idealOn, givenOn, site, isSiteChosen, phase, state, result, reason, words, daysLate } = dose;
  const on = givenOn ?? dueOn;
  return (
    <tr aria-current={isNext ? 'step' : undefined}>
      <td className="numeric">{f.number(number)}</td>
      <td>
        {f.date(on, on.slice(0, 4) === f.today.slice(0, 4) ? 'weekday' : 'weekdayYear')} {state === 'planned' && dueOn !== idealOn && <span className="meta">{t('dose.insteadOf', { date: f.date(idealOn, 'short') })}</span>}
      </td>
      <td>{t(`site.${site}`)} <span className="meta">{[phase?.[f.language], isSiteChosen && t('dose.siteChosen')].filter(Boolean).join(' · ')}</span></td>
      <td>{dose.drug[f.language]}, {dose.dose[f.language]}</td>
      <td>
        {state === 'planned' && result ? <ResultMark result={result} /> : <span className={daysLate > 0 ? 'danger' : state === 'given' ? 'ok' : 'ink-2'}>{daysLate > 0 ? t('dose.late', { count: daysLate }) : t(`state.${state}`)}</span>}
        {reason && <span className="meta"> {words ? t('said', { what: t(`reason.${reason}`), said: words }) : t(`reason.${reason}`)}</span>}
      </td>
      <td><Button tone="text" small label={t('dose.openLabel', { number })} onClick={onOpen}>{t('common:action.open')}</Button></td>
    </tr>
  );
}
