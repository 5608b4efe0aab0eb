import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { Outputs } from '#contract/index.ts';
import type { TemplateBody } from '#contract/plans.ts';
import { api, client } from '../link/client.ts';
import { catalogues } from '../text/catalogues.ts';
import { readNumber } from '../text/typed-number.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { withEscalation, withStep } from './template-draft.ts';
import { EscalationForm, TemplateStepForm } from './template-step-form.tsx';
import { TemplateVersions } from './template-versions.tsx';
import { usePlanCommand } from './use-plan-command.ts';
import { usePlanWords } from './use-plan-words.ts';

type Template = Outputs['plans']['templates'][number];
type Form = { readonly kind: 'step' | 'escalation'; readonly at: number | null };

const known = catalogues.fr.plans.problem;

/** Writes a template: its words, steps and criteria, with the dates it gives beside; what is wrong is told by place. */
export function TemplateEditor({ template, onCode }: { readonly template: Template; readonly onCode: (code: string) => void }): ReactElement {
  const { t } = useTranslation(['plans', 'common']);
  const f = useFormat();
  const words = usePlanWords();
  const [body, setBody] = useState<TemplateBody>(template.body);
  const [from, setFrom] = useState<string>(f.today);
  const [note, setNote] = useState('');
  const [form, setForm] = useState<Form | null>(null);
  const [isTried, setIsTried] = useState(false);
  const [templateId, setTemplateId] = useState(() => v7());
  const day = typedDate(from);
  const tried = useQuery(api.plans.tryTemplate.queryOptions({ input: { body: { ...body }, from: day ?? f.today }, placeholderData: keepPreviousData }));
  const problems = tried.data?.problems ?? [];
  const isChanged = JSON.stringify(body) !== JSON.stringify(template.body);
  const save = usePlanCommand((input: Parameters<typeof client.plans.saveTemplate>[0]) => client.plans.saveTemplate(input), {
    said: t('editor.saved'),
    onClose: () => setTemplateId(v7()),
    back: () => client.plans.useTemplate({ templateId: template.templateId }),
  });
  const make = usePlanCommand((input: Parameters<typeof client.plans.saveTemplate>[0]) => client.plans.saveTemplate(input), { said: t('editor.saved'), onClose: () => setTemplateId(v7()) });
  const isBusy = save.isPending || make.isPending;
  const failed = save.error ?? make.error;
  const send = (code: string | null): void => {
    setIsTried(true);
    if (note.trim() === '' || problems.length > 0) return;
    (code === null ? make : save).mutate({ templateId, code, basedOn: template.templateId, note, body: { ...body } }, { onSuccess: (made) => onCode(made.code) });
  };
  const text = (label: string, value: string, change: (value: string) => void): ReactElement => <TextField key={label} label={label} value={value} maxLength={300} onChange={(event) => change(event.target.value)} />;
  const where = (path: string): string => {
    const [part = '', index] = path.split('.');
    const step = part === 'steps' && index !== undefined ? body.steps[Number(index)]?.label[f.language] : undefined;
    return [step, path].filter(Boolean).join(' · ');
  };
  const close = (): void => setForm(null);
  return (
    <div className="plan-columns">
      <div className="stack">
        <Sheet title={t('editor.text')} note={`${template.code} · ${template.version}`} padded>
          <div className="plan-two">
            {text(t('editor.titleFr'), body.title.fr, (fr) => setBody({ ...body, title: { ...body.title, fr } }))}
            {text(t('editor.titleEn'), body.title.en, (en) => setBody({ ...body, title: { ...body.title, en } }))}
            {text(t('editor.aboutFr'), body.about.fr, (fr) => setBody({ ...body, about: { ...body.about, fr } }))}
            {text(t('editor.aboutEn'), body.about.en, (en) => setBody({ ...body, about: { ...body.about, en } }))}
            {text(t('editor.betweenFr'), body.between.text.fr, (fr) => setBody({ ...body, between: { ...body.between, text: { ...body.between.text, fr } } }))}
            {text(t('editor.betweenEn'), body.between.text.en, (en) => setBody({ ...body, between: { ...body.between, text: { ...body.between.text, en } } }))}
            <TextField
              label={t('editor.reply')} inputMode="numeric" value={String(body.between.replyWorkingDays)}
              onChange={(event) => {
                const typed = readNumber(event.target.value);
                if (typeof typed === 'number') setBody({ ...body, between: { ...body.between, replyWorkingDays: typed } });
              }}
            />
          </div>
        </Sheet>
        <Sheet
          title={t('editor.steps')} note={body.steps.length}
          actions={
            <Button small icon="plus" onClick={() => setForm({ kind: 'step', at: null })}>
              {t('editor.add')}
            </Button>
          }
        >
          <ul>
            {body.steps.map((step, index) => (
              <li key={step.id} className="plan-template-line">
                <span className="tabular">{step.repeat ? `${step.offset} / ${step.repeat.every}` : step.offset}</span>
                <span>
                  <b>{step.label[f.language]}</b> <span className="meta">{[t(`kind.${step.kind}`), words.who({ roles: step.roles, modalities: step.modalities ?? [] }), `−${step.window.before} +${step.window.after}`].join(' · ')}</span>
                </span>
                <span className="row">
                  <Button small tone="text" label={`${t('editor.edit')}, ${step.label[f.language]}`} onClick={() => setForm({ kind: 'step', at: index })}>
                    {t('editor.edit')}
                  </Button>
                  <Button small tone="text" label={`${t('editor.remove')}, ${step.label[f.language]}`} onClick={() => setBody({ ...body, steps: body.steps.filter((_, other) => other !== index) })}>
                    {t('editor.remove')}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </Sheet>
        <Sheet
          title={t('plan.escalation')} note={body.escalation.length}
          actions={
            <Button small icon="plus" onClick={() => setForm({ kind: 'escalation', at: null })}>
              {t('editor.addEscalation')}
            </Button>
          }
        >
          <ul>
            {body.escalation.map((one, index) => (
              <li key={one.id} className="plan-template-line">
                <span className="meta">{words.by(one)}</span>
                <span>
                  <b>{one.look[f.language]}</b> → {one.act[f.language]}
                </span>
                <span className="row">
                  <Button small tone="text" label={`${t('editor.edit')}, ${one.look[f.language]}`} onClick={() => setForm({ kind: 'escalation', at: index })}>
                    {t('editor.edit')}
                  </Button>
                  <Button small tone="text" label={`${t('editor.remove')}, ${one.look[f.language]}`} onClick={() => setBody({ ...body, escalation: body.escalation.filter((_, other) => other !== index) })}>
                    {t('editor.remove')}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </Sheet>
        <TemplateVersions code={template.code} onRead={setBody} />
      </div>
      <div className="stack">
        {form?.kind === 'step' && (
          <TemplateStepForm
            key={`step ${form.at ?? 'new'}`} body={body} step={form.at === null ? null : (body.steps[form.at] ?? null)} onClose={close}
            onKeep={(step) => {
              setBody(withStep(body, step, form.at));
              close();
            }}
          />
        )}
        {form?.kind === 'escalation' && (
          <EscalationForm
            key={`escalation ${form.at ?? 'new'}`} escalation={form.at === null ? null : (body.escalation[form.at] ?? null)} onClose={close}
            onKeep={(one) => {
              setBody(withEscalation(body, one, form.at));
              close();
            }}
          />
        )}
        {form === null && (
          <Sheet title={t('editor.preview', { from: f.date(day ?? f.today) })} padded>
            <DateField label={t('editor.from')} value={from} onChange={setFrom} />
            {tried.isError && <ErrorNotice what={t('editor.failed')} error={tried.error} onRetry={() => void tried.refetch()} />}
            {problems.length > 0 && (
              <div className="note note-danger" role="alert">
                <b>{t('editor.problems', { count: problems.length })}</b>
                <ul>
                  {problems.map(({ path, code }) => (
                    <li key={`${path} ${code}`}>
                      {where(path)}: {t(`problem.${Object.hasOwn(known, code) ? (code as keyof typeof known) : 'OTHER'}`)}
                    </li>
                  ))}
                </ul>
              </div>
            )}
            {problems.length === 0 && tried.data?.steps.length === 0 && <EmptyState sentence={t('editor.nothing')} />}
            <ul className="plan-preview">
              {problems.length === 0 &&
                tried.data?.steps.map((step) => (
                  <li key={`${step.code}#${step.occurrence}`}>
                    <b className="tabular">{f.date(step.dueOn, 'weekday')}</b> {step.label[f.language]} <span className="meta">{words.reasons(step)}</span>
                  </li>
                ))}
            </ul>
          </Sheet>
        )}
        <Sheet title={t('editor.save')} padded>
          <p className="meta">{t('editor.stays')}</p>
          <TextField label={t('editor.note')} value={note} maxLength={300} error={isTried && note.trim() === '' ? words.required : undefined} onChange={(event) => setNote(event.target.value)} />
          {failed && <ErrorNotice what={t('notDone')} error={failed} kept />}
          <div className="row wrap">
            <Button tone="primary" disabled={isBusy || !isChanged || problems.length > 0} onClick={() => send(template.code)}>
              {t('editor.save')}
            </Button>
            <Button tone="text" disabled={isBusy || problems.length > 0} onClick={() => send(null)}>
              {t('editor.new')}
            </Button>
            {!isChanged && <span className="meta">{t('editor.unchanged')}</span>}
          </div>
        </Sheet>
      </div>
    </div>
  );
}
