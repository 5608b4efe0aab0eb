import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathwayBody } from '#contract/pathways.ts';
import { TemplateLines } from '../../follow-up-plans/template-lines.tsx';
import { stepRoles } from '../../follow-up-plans/template-draft.ts';
import { usePlanWords } from '../../follow-up-plans/use-plan-words.ts';
import { useFormat } from '../../text/use-format.ts';
import { Select, TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { typedNumber } from './condition-draft.ts';
import { stepsOf, type StepsOf } from './definition-draft.ts';
import { type DefinitionListsProps, withoutPart } from './definition-parts.ts';

/** The words of a pathway, its phases with their steps, why one is suspended or leaves. */
export function StepLists({ draft, onChange, onEdit }: DefinitionListsProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans', 'common']);
  const f = useFormat();
  const words = usePlanWords();
  const { body } = draft;
  const [reply, setReply] = useState('');
  const set = (part: Partial<PathwayBody>): void => onChange({ ...draft, body: { ...body, ...part } });
  const text = (label: string, value: string, change: (value: string) => void): ReactElement => <TextField key={label} label={label} value={value} maxLength={600} onChange={(event) => change(event.target.value)} />;
  const steps = (of: StepsOf, name: string): ReactElement => (
    <TemplateLines
      key={String(of)} title={t('editor.stepsOf', { phase: name })} add={t('plans:editor.add')} onEdit={(at) => onEdit({ kind: 'step', of, at })} onRemove={(at) => onChange(withoutPart(draft, { kind: 'step', of, at }))}
      lines={stepsOf(body, of).map((step) => ({
        key: step.id, name: step.label[f.language], aside: <span className="tabular">{step.repeat ? `${step.offset} / ${step.repeat.every}` : step.offset}</span>,
        said: <><b>{step.label[f.language]}</b> <span className="meta">{[t(`plans:kind.${step.kind}`), words.who({ roles: step.roles, modalities: step.modalities ?? [] }), `−${step.window.before} +${step.window.after}`].join(' · ')}</span></>,
      }))}
    />
  );
  const reasons = (kind: 'suspensions' | 'exits'): ReactElement => (
    <TemplateLines
      title={t(`editor.${kind}`)} add={t('editor.addReason')} onEdit={(at) => onEdit({ kind, at })} onRemove={(at) => onChange(withoutPart(draft, { kind, at }))}
      lines={body[kind].map(({ code, label }) => ({ key: code, name: label[f.language], aside: <span className="meta">{code}</span>, said: label[f.language] }))}
    />
  );
  return (
    <>
      <Sheet title={t('editor.words')} padded>
        <div className="plan-two">
          {text(t('plans:editor.titleFr'), body.label.fr, (fr) => set({ label: { ...body.label, fr } }))}
          {text(t('plans:editor.titleEn'), body.label.en, (en) => set({ label: { ...body.label, en } }))}
          {text(t('plans:editor.aboutFr'), body.about.fr, (fr) => set({ about: { ...body.about, fr } }))}
          {text(t('plans:editor.aboutEn'), body.about.en, (en) => set({ about: { ...body.about, en } }))}
          {text(t('editor.anchorFr'), body.anchor.fr, (fr) => set({ anchor: { ...body.anchor, fr } }))}
          {text(t('editor.anchorEn'), body.anchor.en, (en) => set({ anchor: { ...body.anchor, en } }))}
          {text(t('plans:editor.betweenFr'), body.between.text.fr, (fr) => set({ between: { ...body.between, text: { ...body.between.text, fr } } }))}
          {text(t('plans:editor.betweenEn'), body.between.text.en, (en) => set({ between: { ...body.between, text: { ...body.between.text, en } } }))}
          <Select label={t('plans:editor.betweenRole')} value={body.between.role} options={stepRoles.map((value) => ({ value, label: t(`common:role.${value}`) }))} onChange={(event) => set({ between: { ...body.between, role: stepRoles.find((one) => one === event.target.value) ?? body.between.role } })} />
          <TextField label={t('plans:editor.reply')} inputMode="numeric" value={Number.isNaN(body.between.replyWorkingDays) ? reply : f.number(body.between.replyWorkingDays)} onChange={(event) => { setReply(event.target.value); set({ between: { ...body.between, replyWorkingDays: typedNumber(event.target.value) } }); }} />
          <TextField label={t('editor.ends')} help={t('editor.endsHelp')} optional value={body.ends ?? ''} maxLength={6} onChange={(event) => set({ ends: event.target.value.trim() === '' ? null : event.target.value.trim() })} />
        </div>
      </Sheet>
      <TemplateLines
        title={t('editor.phases')} add={t('editor.addPhase')} onEdit={(at) => onEdit({ kind: 'phases', at })} onRemove={(at) => onChange(withoutPart(draft, { kind: 'phases', at }))}
        lines={body.phases.map(({ code, label, site, starts, gate, intensity }) => ({ key: code, name: label[f.language], aside: <span className="tabular">{starts}</span>, said: <><b>{label[f.language]}</b> <span className="meta">{[t(`site.${site}`), t('editor.gate', { count: gate.length }), intensity[f.language]].join(' · ')}</span></> }))}
      />
      {body.phases.map((phase, index) => steps(index, phase.label[f.language]))}
      {steps('afterwards', t('editor.afterwards'))}
      <TemplateLines
        title={t('plans:plan.escalation')} add={t('plans:editor.addEscalation')} onEdit={(at) => onEdit({ kind: 'escalation', at })} onRemove={(at) => onChange(withoutPart(draft, { kind: 'escalation', at }))}
        lines={(body.escalation ?? []).map((one) => ({ key: one.id, name: one.look[f.language], aside: <span className="meta">{words.by(one)}</span>, said: <><b>{one.look[f.language]}</b> → {one.act[f.language]}</> }))}
      />
      {reasons('suspensions')}
      {reasons('exits')}
    </>
  );
}
