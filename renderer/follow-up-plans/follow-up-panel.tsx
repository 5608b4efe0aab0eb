import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FollowUpPlan, PlanStep } from '#contract/plans.ts';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { ApplyForm } from './apply-form.tsx';
import { MigrateForm } from './migrate-form.tsx';
import { placeAddress } from './place-address.ts';
import { EndForm, MoveForm, PauseForm, ResumeForm } from './plan-forms.tsx';
import { ReachStanding } from './reach-standing.tsx';
import { PlanSheet, shownSteps } from './plan-sheet.tsx';
import { CloseForm, fulfilledBy, KeepForm } from './step-forms.tsx';
import { usePlanCommand } from './use-plan-command.ts';

type Form = { readonly kind: 'apply' } | { readonly kind: 'move' | 'pause' | 'resume' | 'end' | 'migrate'; readonly planId: string } | { readonly kind: 'done' | 'skipped' | 'keep'; readonly stepId: string; /** With what was found in the record. */ readonly isTaken?: boolean };

/** Follow-up plans of a person. Arrows choose a step, a letter acts on it or on its plan. */
export function FollowUpPanel({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const router = useRouter();
  const { data, error, isPending, refetch } = useQuery(api.plans.ofPatient.queryOptions({ input: { patientId } }));
  const [chosen, setChosen] = useState<string | null>(null);
  const [form, setForm] = useState<Form | null>(null);
  const plans = data?.plans ?? [];
  const all = plans.flatMap(({ steps }) => steps);
  const first = all.find(({ id, standing }) => (standing === 'late' || standing === 'due') && plans.some((plan) => shownSteps(plan).some((one) => one.id === id))) ?? plans.flatMap((plan) => shownSteps(plan))[0];
  const selected = all.find(({ id }) => id === chosen) ?? first;
  const plan = plans.find(({ steps }) => steps.some(({ id }) => id === selected?.id)) ?? plans[0];
  const mayWrite = data?.mayWrite ?? false;
  const row = useRef<HTMLTableRowElement>(null);
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (form !== null) wantsFocus.current = true;
    else if (wantsFocus.current && row.current) {
      wantsFocus.current = false;
      row.current.focus();
    }
  });
  const isFree = form === null;
  const close = (): void => setForm(null);
  const label = selected?.label[f.language] ?? '';
  const reopenStep = usePlanCommand((input: Parameters<typeof client.plans.reopenStep>[0]) => client.plans.reopenStep(input), { said: t('close.reopened', { label }) });
  const link = usePlanCommand((input: Parameters<typeof client.plans.linkVisit>[0]) => client.plans.linkVisit(input), { said: t('close.linked', { label }), back: ({ version }, { stepId }) => client.plans.linkVisit({ stepId, expectedVersion: version, appointmentId: null }) });
  const unlink = usePlanCommand((input: Parameters<typeof client.plans.linkVisit>[0]) => client.plans.linkVisit(input), { said: t('close.unlinked', { label }) });
  const finish = usePlanCommand((input: Parameters<typeof client.plans.closeStep>[0]) => client.plans.closeStep(input), { said: t('close.done', { label }), back: ({ version }, { stepId }) => client.plans.reopenStep({ stepId, expectedVersion: version }) });
  const reopen = usePlanCommand((input: Parameters<typeof client.plans.reopen>[0]) => client.plans.reopen(input), { said: t('end.reopened') });
  const failed = reopenStep.error ?? link.error ?? unlink.error ?? (isFree ? finish.error : null) ?? reopen.error;

  const book = (step: PlanStep): void => router.history.push(placeAddress(patientId, step, f.today));
  const recognise = ({ id: stepId, version: expectedVersion, recognised, act }: PlanStep): void => {
    if (!recognised) return;
    if (recognised.kind === 'visit' && recognised.status !== 'done') link.mutate({ stepId, expectedVersion, appointmentId: recognised.id });
    else
      finish.mutate(
        { stepId, expectedVersion, as: 'done', on: recognised.on, words: '', ...fulfilledBy(recognised) },
        // What they rest on is asked for only of those whose training is not noted.
        { onError: (error) => act?.training === 'asked' && hasCode(error, 'NOT_TRAINED') && setForm({ kind: 'done', stepId, isTaken: true }) },
      );
  };
  const mayClose = selected?.mayClose ?? false;
  const isOpen = selected !== undefined && selected.standing !== 'done' && selected.standing !== 'skipped';
  const mayBook = (data?.mayBook ?? false) && isOpen && selected.kind === 'visit' && selected.visit === null && plan?.state === 'running';
  const onStep = (kind: 'done' | 'skipped' | 'keep') => (): void => {
    if (selected) setForm({ kind, stepId: selected.id });
  };
  const onPlan = (kind: 'move' | 'pause' | 'resume' | 'end') => (): void => {
    if (plan) setForm({ kind, planId: plan.id });
  };
  const isLive = plan !== undefined && plan.state !== 'ended';
  useShortcut('n', () => setForm({ kind: 'apply' }), { label: t('apply.action'), enabled: mayWrite && isFree });
  useShortcut('f', onStep('done'), { label: t('action.done'), enabled: mayClose && isFree });
  useShortcut('s', onStep('skipped'), { label: t('action.skip'), enabled: mayClose && isFree });
  useShortcut('b', () => selected && book(selected), { label: t('action.book'), enabled: mayBook && isFree });
  useShortcut('y', () => selected && recognise(selected), { label: t('recognised.yes'), enabled: isFree && selected?.recognised !== null && selected?.recognised !== undefined && mayClose });
  useShortcut('m', onPlan('move'), { label: t('action.move'), enabled: mayWrite && isFree && isLive });
  useShortcut('p', onPlan(plan?.state === 'paused' ? 'resume' : 'pause'), { label: t(plan?.state === 'paused' ? 'action.resume' : 'action.pause'), enabled: mayWrite && isFree && isLive });
  useShortcut('t', onPlan('end'), { label: t('action.end'), enabled: mayWrite && isFree && isLive });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLTableRowElement)) return;
    event.preventDefault();
    const rows = [...event.currentTarget.querySelectorAll<HTMLTableRowElement>('tr[data-line]')];
    rows[Math.min(Math.max(rows.findIndex((one) => one.dataset['line'] === selected?.id) + step, 0), rows.length - 1)]?.focus();
  };
  if (isPending) {
    return (
      <div className="page-body">
        <SkeletonRows rows={6} />
      </div>
    );
  }
  const actionsOf = (step: PlanStep): ReactNode => {
    if (!isFree) return null;
    if (step.standing === 'done' || step.standing === 'skipped') {
      return mayWrite && (
        <Button small tone="text" onClick={() => reopenStep.mutate({ stepId: step.id, expectedVersion: step.version })}>
          {t('action.reopen')}
        </Button>
      );
    }
    const buttons = [
      step.recognised && step.mayClose && <Button key="y" small tone="text" keys="y" onClick={() => recognise(step)}>{t('recognised.yes')}</Button>,
      mayBook && <Button key="b" small tone="text" keys="b" onClick={() => book(step)}>{t('action.book')}</Button>,
      step.mayClose && <Button key="f" small tone="text" keys="f" onClick={onStep('done')}>{t('action.done')}</Button>,
      step.mayClose && <Button key="s" small tone="text" keys="s" onClick={onStep('skipped')}>{t('action.skip')}</Button>,
      step.isOutside && data?.mayBook && <Button key="k" small tone="text" onClick={onStep('keep')}>{t('action.keep')}</Button>,
      step.visit && data?.mayBook && <Button key="u" small tone="text" onClick={() => unlink.mutate({ stepId: step.id, expectedVersion: step.version, appointmentId: null })}>{t('action.unlink')}</Button>,
    ].filter(Boolean);
    return buttons.length > 0 ? buttons : null;
  };
  const planActions = (one: FollowUpPlan): ReactNode => {
    if (!mayWrite || !isFree) return null;
    if (one.state === 'ended') return <Button small onClick={() => reopen.mutate({ planId: one.id, expectedVersion: one.version })}>{t('action.openPlan')}</Button>;
    const keys = one.id === plan?.id;
    return (
      <>
        <Button small {...(keys && { keys: 'm' })} onClick={() => setForm({ kind: 'move', planId: one.id })}>{t('action.move')}</Button>
        <Button small {...(keys && { keys: 'p' })} onClick={() => setForm({ kind: one.state === 'paused' ? 'resume' : 'pause', planId: one.id })}>{t(one.state === 'paused' ? 'action.resume' : 'action.pause')}</Button>
        <Button small {...(keys && { keys: 't' })} onClick={() => setForm({ kind: 'end', planId: one.id })}>{t('action.end')}</Button>
      </>
    );
  };
  const formPlan = form && 'planId' in form ? plans.find(({ id }) => id === form.planId) : undefined;
  const formStep = form && 'stepId' in form ? all.find(({ id }) => id === form.stepId) : undefined;
  return (
    <div className={isFree ? 'page-body' : 'page-body plan-columns'}>
      <div className="stack" onKeyDown={onKeyDown}>
        {error && <ErrorNotice what={t('failed')} error={error} onRetry={() => void refetch()} />}
        {failed && <ErrorNotice what={t('notDone')} error={failed} />}
        {mayWrite && isFree && (
          <div className="row no-print">
            <Button keys="n" icon="plus" onClick={() => setForm({ kind: 'apply' })}>
              {t('apply.action')}
            </Button>
          </div>
        )}
        {data && plans.length === 0 && <EmptyState sentence={t('empty')} hint={t('emptyHint')} />}
        <ReachStanding patientId={patientId} />
        {plans.map((one) => (
          <PlanSheet key={one.id} plan={one} selectedId={selected?.id} onSelect={setChosen} onRecognise={mayWrite ? recognise : undefined} actionsOf={actionsOf} actions={planActions(one)} onMigrate={mayWrite && isFree ? () => setForm({ kind: 'migrate', planId: one.id }) : undefined} selectedRow={row} />
        ))}
      </div>
      {form?.kind === 'apply' && <ApplyForm patientId={patientId} onApplied={() => setChosen(null)} onClose={close} />}
      {form?.kind === 'move' && formPlan && <MoveForm plan={formPlan} onClose={close} />}
      {form?.kind === 'pause' && formPlan && <PauseForm plan={formPlan} onClose={close} />}
      {form?.kind === 'resume' && formPlan && <ResumeForm plan={formPlan} onClose={close} />}
      {form?.kind === 'migrate' && formPlan && <MigrateForm plan={formPlan} onClose={close} />}
      {form?.kind === 'end' && formPlan && <EndForm plan={formPlan} onClose={close} />}
      {(form?.kind === 'done' || form?.kind === 'skipped') && formStep && <CloseForm key={form.kind} step={formStep} as={form.kind} taken={form.isTaken === true ? formStep.recognised : null} onClose={close} />}
      {form?.kind === 'keep' && formStep && <KeepForm step={formStep} onClose={close} />}
    </div>
  );
}
