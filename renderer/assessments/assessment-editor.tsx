import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instrument } from '#contract/instruments.ts';
import type { PatientRecord } from '#contract/patients.ts';
import { language } from '#contract/values.ts';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { lockPage } from '../session/lock.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useToast } from '../ui/toast.tsx';
import { AmendPanel } from './amend-panel.tsx';
import { unreadable } from './entry-form.ts';
import { patientQuestions } from './patient-view/patient-questions.ts';
import { PatientView } from './patient-view/patient-view.tsx';
import { JointsSheet } from './joints-sheet.tsx';
import { MeasuresSheet } from './measures/measures-sheet.tsx';
import { InstrumentMenu } from './scores/instrument-menu.tsx';
import { SignNotice } from './sign-notice.tsx';
import { ScoreList } from './scores/score-list.tsx';
import { type OpenAssessment, useAssessmentDraft } from './use-assessment-draft.ts';

export interface AssessmentEditorProps {
  readonly opened: OpenAssessment;
  readonly instruments: readonly Instrument[];
  readonly record: PatientRecord;
}

/** Joints, measures and scores side by side: typed once, worked out at once, kept as one types, signed at the end. */
export function AssessmentEditor({ opened, instruments, record }: AssessmentEditorProps): ReactElement {
  const { t } = useTranslation('assessments');
  const f = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const showToast = useToast();
  const mayWrite = usePermission('patient.clinical.write');
  const { assessment, previous, amendments } = opened;
  const draft = useAssessmentDraft(opened);
  const { form, work } = draft;
  const body = useRef<HTMLDivElement>(null);
  const [isAmending, setAmending] = useState(false);
  const [isAnswering, setAnswering] = useState(false);
  const isEditable = mayWrite && assessment.isOwn && assessment.state !== 'signed';
  const chosen = form.instruments.flatMap((id) => instruments.filter((instrument) => instrument.id === id));
  const previousScores = Object.fromEntries((previous?.scores ?? []).flatMap(({ instrument, score }) => (score === null || !previous ? [] : [[instrument, { score, on: previous.on }]])));
  const isWrong = (work?.problems.length ?? 0) > 0 || unreadable(form).length > 0;

  const leave = (): void => void navigate({ to: '/patients/$patientId', params: { patientId: record.id }, search: { tab: 'assessments' } });
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: api.assessments.key() });
  const sign = useMutation({
    mutationFn: async () => {
      const version = await draft.keep();
      // What could not be kept is not signed: the notice of the saving says why.
      if (version === null) return null;
      return client.assessments.sign({ assessmentId: assessment.id, expectedVersion: version });
    },
    onSuccess: (answer) => {
      if (!answer) return;
      showToast({ text: t('page.signed') });
      void refresh();
      leave();
    },
  });
  const discard = useMutation({
    mutationFn: async () => client.assessments.discard({ assessmentId: assessment.id, expectedVersion: (await draft.keep()) ?? draft.version }),
    onSuccess: () => {
      void refresh();
      leave();
    },
  });
  /** What was refused is no longer so once something is changed. */
  const change: typeof draft.change = (changed) => {
    if (sign.isError) sign.reset();
    draft.change(changed);
  };
  const submit = (): void => {
    if (isEditable && isWrong) body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    else if (isEditable && !sign.isPending) sign.mutate();
  };
  useShortcut('Control+Enter', submit, { label: t('page.sign'), inFields: true, enabled: isEditable });
  useShortcut('Escape', leave, { label: t('page.back') });

  if (isAnswering) {
    return (
      <PatientView
        givenName={record.identity.givenName}
        language={language.catch(f.language).parse(record.identity.language)}
        chosen={chosen}
        typed={form.typed}
        onAnswer={(name, value) => draft.change({ typed: { ...form.typed, [name]: f.number(value) } })}
        onEnd={() => {
          // The page is veiled, and asks for its password, before anything of the clinic shows again.
          lockPage();
          setAnswering(false);
        }}
      />
    );
  }
  return (
    <div className="page">
      <PageBar
        title={t('page.title', { name: formatName(record.identity) })}
        note={[f.age(record.identity.birthDate), f.date(form.on, 'long')].filter(Boolean).join(' · ')}
        actions={
          <>
            {assessment.state === 'signed' && assessment.signedAt ? (
              <Chip tone="ok" icon="check">
                {t('page.signedBy', { name: assessment.signedBy?.name ?? '', date: f.instant(assessment.signedAt) })}
              </Chip>
            ) : (
              <span className="row meta" role="status">
                <Icon name="saved" size="small" />
                {t(draft.isSaving ? 'page.saving' : 'page.saved', { time: f.instantTime(draft.savedAt) })}
              </span>
            )}
            {isEditable && patientQuestions(chosen).length > 0 && (
              <Button icon="person" onClick={() => setAnswering(true)}>
                {t('patient.open')}
              </Button>
            )}
            {isEditable && (
              <Button tone="quiet" onClick={() => discard.mutate()}>
                {t(assessment.state === 'amending' ? 'page.giveUp' : 'page.discard')}
              </Button>
            )}
            {isEditable && (
              <Button tone="primary" keys="Control+Enter" disabled={isWrong || sign.isPending} onClick={submit}>
                {t('page.sign')}
              </Button>
            )}
            {mayWrite && assessment.state === 'signed' && <Button onClick={() => setAmending(true)}>{t('page.amend')}</Button>}
          </>
        }
      />
      <div ref={body} className="page-body assessment-body">
        {draft.saveError !== null && <ErrorNotice what={t(hasCode(draft.saveError, 'STALE') ? 'page.stale' : 'page.notSaved')} error={draft.saveError} kept onRetry={() => void draft.keep()} />}
        {sign.isError && <SignNotice error={sign.error} onRetry={submit} />}
        {discard.isError && <ErrorNotice what={t('page.notDiscarded')} error={discard.error} kept />}
        {isAmending && <AmendPanel assessment={assessment} onClose={() => setAmending(false)} onAmended={() => void refresh()} />}
        {work?.warnings.map((warning) => (
          <p key={warning.code} className="row warn assessment-warning" role="status">
            <Icon name="alert" size="small" />
            {warning.text[f.language]}
          </p>
        ))}
        <div className="assessment-columns">
          <JointsSheet
            joints={form.joints}
            set={form.jointSet}
            work={work}
            previous={previous && previous.entry.jointSet !== null ? { on: previous.on, set: previous.entry.jointSet, joints: previous.entry.joints } : null}
            onChange={isEditable ? change : undefined}
          />
          <MeasuresSheet form={form} chosen={chosen} work={work} previous={previous} onChange={change} disabled={!isEditable} />
          <Sheet
            title={t('scores.title')}
            className="scores-sheet"
            actions={isEditable && <InstrumentMenu instruments={instruments.filter(isOfAVisit)} chosen={form.instruments} onChange={(ids) => change({ instruments: ids })} />}
          >
            <div className="scores-body">
              <ScoreList instruments={chosen} results={work?.results ?? []} changes={work?.changes ?? []} previous={previousScores} />
              {amendments.length > 0 && (
                <section className="assessment-amendments">
                  <h3>{t('page.amendments')}</h3>
                  <ul>
                    {amendments.map((amendment) => (
                      <li key={amendment.version}>
                        <span className="meta">{t('page.amendedBy', { name: amendment.by.name, date: f.instant(amendment.at) })}</span> {amendment.reason}
                      </li>
                    ))}
                  </ul>
                </section>
              )}
            </div>
          </Sheet>
        </div>
      </div>
    </div>
  );
}

/** Criteria of classification, responses and conversions are worked out elsewhere: a visit measures. */
function isOfAVisit({ family }: Instrument): boolean {
  return family === 'activity' || family === 'remission' || family === 'function' || family === 'quality-of-life';
}
