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
import { Select, TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { TemplateLines } from './template-lines.tsx';
import { type EditedPart, PartForm, type PartKind } from './template-part.tsx';
import { stepRoles } from './template-draft.ts';
import { TemplateVersions } from './template-versions.tsx';
import { usePlanCommand } from './use-plan-command.ts';
import { usePlanWords } from './use-plan-words.ts';

type Template = Outputs['plans']['templates'][number];

const without = <Part,>(parts: readonly Part[], at: number): Part[] => parts.filter((_, index) => index !== at);
const known = catalogues.fr.plans.problem;

/** Writes a template: its words, steps and criteria, with the dates it gives beside; what is wrong is told by place. */
export function TemplateEditor({ template, templates, onCode }: { readonly template: Template; readonly templates: readonly Template[]; readonly onCode: (code: string | null) => void }): ReactElement {
  const { t } = useTranslation(['plans', 'common']);
  const f = useFormat();
  const words = usePlanWords();
  const [body, setBody] = useState<TemplateBody>(template.body);
  const [from, setFrom] = useState<string>(f.today);
  const [note, setNote] = useState('');
  const [form, setForm] = useState<EditedPart | null>(null);
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
  const edit = (kind: PartKind) => (at: number | null): void => setForm({ kind, at });
  const { data: choices } = useQuery(api.plans.templateChoices.queryOptions({ input: {} }));
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
            <Select label={t('editor.betweenRole')} value={body.between.role} options={stepRoles.map((value) => ({ value, label: t(`common:role.${value}`) }))} onChange={(event) => setBody({ ...body, between: { ...body.between, role: stepRoles.find((one) => one === event.target.value) ?? body.between.role } })} />
            <Select
              label={t('editor.next')} optional value={body.next ?? ''} placeholder={t('editor.noNext')} options={templates.filter(({ code }) => code !== template.code).map(({ code, body: { title } }) => ({ value: code, label: `${code} · ${title[f.language]}` }))}
              onChange={(event) => setBody(({ next: _next, ...rest }) => ({ ...rest, ...(event.target.value !== '' && { next: event.target.value }) }))}
            />
          </div>
        </Sheet>
        <TemplateLines
          title={t('editor.anchors')} add={t('editor.addAnchor')} onEdit={edit('anchor')} onRemove={(at) => setBody({ ...body, anchors: without(body.anchors, at) })}
          lines={body.anchors.map(({ code, label }, index) => ({ key: code, name: label[f.language], aside: <span className="meta">{code}</span>, said: <>{label[f.language]} {index === 0 && <span className="meta">{t('editor.firstAnchor')}</span>}</> }))}
        />
        <TemplateLines
          title={t('apply.options')} add={t('editor.addOption')} onEdit={edit('option')} onRemove={(at) => setBody({ ...body, options: without(body.options, at) })}
          lines={body.options.map(({ code, label }) => ({ key: code, name: label[f.language], aside: <span className="meta">{code}</span>, said: label[f.language] }))}
        />
        <TemplateLines
          title={t('editor.steps')} add={t('editor.add')} onEdit={edit('step')} onRemove={(at) => setBody({ ...body, steps: without(body.steps, at) })}
          lines={body.steps.map((step) => ({
            key: step.id, name: step.label[f.language], aside: <span className="tabular">{step.repeat ? `${step.offset} / ${step.repeat.every}` : step.offset}</span>,
            said: (
              <>
                <b>{step.label[f.language]}</b> <span className="meta">{[t(`kind.${step.kind}`), words.who({ roles: step.roles, modalities: step.modalities ?? [] }), `−${step.window.before} +${step.window.after}`].join(' · ')}</span>
              </>
            ),
          }))}
        />
        <TemplateLines
          title={t('plan.escalation')} add={t('editor.addEscalation')} onEdit={edit('escalation')} onRemove={(at) => setBody({ ...body, escalation: without(body.escalation, at) })}
          lines={body.escalation.map((one) => ({ key: one.id, name: one.look[f.language], aside: <span className="meta">{words.by(one)}</span>, said: <><b>{one.look[f.language]}</b> → {one.act[f.language]}</> }))}
        />
        <TemplateVersions code={template.code} onRead={setBody} onWithdrawn={() => onCode(null)} />
      </div>
      <div className="stack">
        {form && <PartForm key={`${form.kind} ${form.at ?? 'new'}`} form={form} body={body} choices={choices} onClose={() => setForm(null)} onBody={setBody} />}
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
