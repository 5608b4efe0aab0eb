import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathwayPreview } from '#contract/pathway-editor.ts';
import type { PathwayBody } from '#contract/pathways.ts';
import type { DatedStep } from '#contract/plans.ts';
import { useDoseWords } from '../../doses/use-dose-words.ts';
import { usePlanWords } from '../../follow-up-plans/use-plan-words.ts';
import { useFormat } from '../../text/use-format.ts';
import { DateField } from '../../treatments/date-field.tsx';
import { Select } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';

interface DefinitionPreviewProps {
  readonly preview: PathwayPreview;
  readonly from: string;
  readonly onFrom: (from: string) => void;
  readonly schedule: string;
  readonly schedules: NonNullable<PathwayBody['dosing']>['schedules'];
  readonly onSchedule: (schedule: string) => void;
}

/** What somebody included on a day would get: phases with their dates, steps on the days the clinic works, doses, what is asked before each. */
export function DefinitionPreview({ preview, from, onFrom, schedule, schedules, onSchedule }: DefinitionPreviewProps): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const words = usePlanWords();
  const people = useDoseWords();
  const steps = (list: readonly DatedStep[]): ReactElement => (
    <ul className="pathway-listed">
      {list.map((step) => (
        <li key={`${step.code}#${step.occurrence}`}>
          <b className="tabular">{f.date(step.dueOn, 'weekday')}</b> {step.label[f.language]} <span className="meta">{[words.who(step), words.reasons(step)].filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ul>
  );
  return (
    <Sheet title={t('editor.preview')} padded>
      <DateField label={t('editor.from')} value={from} onChange={onFrom} />
      {schedules.length > 0 && <Select label={t('include.schedule')} value={schedule} options={schedules.map(({ code, drug, dose }) => ({ value: code, label: `${drug[f.language]}, ${dose[f.language]}` }))} onChange={(event) => onSchedule(event.target.value)} />}
      {preview.phases.map((phase) => (
        <section key={phase.code} className="stack pathway-previewed" aria-label={phase.label[f.language]}>
          <h3 className="meta-strong">{phase.label[f.language]}</h3>
          <p className="meta">{[t(`site.${phase.site}`), phase.until ? t('fromTo', { from: f.date(phase.from), to: f.date(phase.until) }) : t('from', { from: f.date(phase.from) }), phase.doses > 0 && t('editor.doses', { count: phase.doses })].filter(Boolean).join(' · ')}</p>
          {phase.gate.length > 0 && (
            <details>
              <summary className="meta">{t('editor.gate', { count: phase.gate.length })}</summary>
              <ul className="pathway-listed">{phase.gate.map((label, index) => <li key={index}>{label[f.language]}</li>)}</ul>
            </details>
          )}
          {steps(phase.steps)}
        </section>
      ))}
      {preview.afterwards.length > 0 && (
        <section className="stack pathway-previewed" aria-label={t('editor.afterwards')}>
          <h3 className="meta-strong">{t('editor.afterwards')}</h3>
          {steps(preview.afterwards)}
        </section>
      )}
      {preview.checklists.map(({ label, items }) => (
        <details key={label.en}>
          <summary className="meta-strong">{t('editor.checklist', { label: label[f.language], count: items.length })}</summary>
          <ul className="pathway-listed">{items.map((item) => <li key={item.label.en}>{item.label[f.language]} <span className="meta">{[people.roles(item.roles), t('editor.daysBefore', { count: item.daysBefore })].join(' · ')}</span></li>)}</ul>
        </details>
      ))}
    </Sheet>
  );
}
