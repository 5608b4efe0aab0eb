import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathwayEnrolment } from '#contract/pathways.ts';
import { NurseSheet } from '../community-nurses/nurse-sheet.tsx';
import { DosePanel } from '../doses/dose-panel.tsx';
import type { AcuteEvent } from '#contract/acute-care.ts';
import { AcuteForm } from '../acute/acute-form.tsx';
import { AcuteSheet } from '../acute/acute-sheet.tsx';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { MigrateForm } from './editor/migrate-form.tsx';
import { EnrolmentSheet } from './enrolment-sheet.tsx';
import { FactsForm } from './facts-form.tsx';
import { AdvanceForm, IncludeForm, ReasonForm, ResumeForm, WithdrawForm } from './move-forms.tsx';
import { UndoForm } from './undo-form.tsx';
import { ProposeForm } from './propose-form.tsx';

type FormKind = 'facts' | 'include' | 'advance' | 'suspend' | 'resume' | 'leave' | 'withdraw' | 'migrate' | 'waive' | 'undo';

/** The pathways of a person: where they stand, what is asked before they go on, what may be done. */
export function PathwayPanel({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation(['pathways', 'acute']);
  const f = useFormat();
  const { data, error, isPending, refetch } = useQuery(api.pathways.ofPatient.queryOptions({ input: { patientId } }));
  const acute = useQuery(api.acuteCare.ofPatient.queryOptions({ input: { patientId } }));
  const [form, setForm] = useState<{ readonly kind: 'propose' } | { readonly kind: 'acute'; readonly event: AcuteEvent | null } | { readonly kind: FormKind; readonly enrolmentId: string } | null>(null);
  const undo = usePlanCommand((input: Parameters<typeof client.pathways.undo>[0]) => client.pathways.undo(input), { said: t('undo.done') });
  const enrolments = data?.enrolments ?? [];
  const mayWrite = data?.mayWrite ?? false;
  const isFree = form === null;
  // Letters act on the first pathway that is not over.
  const live = enrolments.find(({ state }) => state !== 'completed' && state !== 'left');
  const may = (kind: FormKind, one: PathwayEnrolment | undefined = live): boolean => {
    if (!mayWrite || !one || one.state === 'completed' || one.state === 'left') return false;
    if (kind === 'facts') return one.facts.length > 0;
    if (kind === 'waive') return one.mayWaive;
    if (kind === 'migrate') return one.newer !== null;
    if (kind === 'withdraw') return one.state === 'proposed';
    // A proposal is taken back; one leaves a pathway one was on.
    if (kind === 'leave') return one.state !== 'proposed';
    return kind !== 'undo' && one.moves.includes(kind);
  };
  const open = (kind: FormKind, one = live) => (): void => {
    if (one) setForm({ kind, enrolmentId: one.id });
  };
  const mayNote = acute.data?.mayNote ?? false;
  const noteAcute = (): void => setForm({ kind: 'acute', event: null });
  useShortcut('h', noteAcute, { label: t('acute:note'), enabled: mayNote && isFree });
  useShortcut('n', () => setForm({ kind: 'propose' }), { label: t('propose.action'), enabled: mayWrite && isFree });
  useShortcut('f', open('facts'), { label: t('facts.action'), enabled: may('facts') && isFree });
  useShortcut('i', open('include'), { label: t('include.action'), enabled: may('include') && isFree });
  useShortcut('a', open('advance'), { label: t('advance.action'), enabled: may('advance') && isFree });
  useShortcut('s', open('suspend'), { label: t('suspend.action'), enabled: may('suspend') && isFree });
  useShortcut('o', open('resume'), { label: t('resume.action'), enabled: may('resume') && isFree });
  useShortcut('t', open(live?.state === 'proposed' ? 'withdraw' : 'leave'), { label: t(live?.state === 'proposed' ? 'withdraw.action' : 'leave.action'), enabled: (may('withdraw') || may('leave')) && isFree });
  if (isPending) {
    return (
      <div className="page-body">
        <SkeletonRows rows={6} />
      </div>
    );
  }
  const letters: Readonly<Record<FormKind, string | undefined>> = { facts: 'f', include: 'i', advance: 'a', suspend: 's', resume: 'o', leave: 't', withdraw: 't', migrate: undefined, waive: undefined, undo: undefined };
  const actionsOf = (one: PathwayEnrolment): ReactNode =>
    isFree && (
      <>
        {(['facts', 'include', 'advance', 'suspend', 'resume', 'leave', 'withdraw'] as const)
          .filter((kind) => may(kind, one))
          .map((kind) => (
            <Button key={kind} small tone={kind === 'include' || kind === 'advance' ? 'primary' : 'default'} keys={one === live ? letters[kind] : undefined} onClick={open(kind, one)}>
              {t(`${kind}.action`)}
            </Button>
          ))}
      </>
    );
  /** Under way on another version, a gate still shut, a move that was a slip. */
  const seldomOf = (one: PathwayEnrolment): ReactNode =>
    isFree && (may('waive', one) || may('migrate', one) || one.undoable !== null) && (
      <>
        {may('waive', one) && <Button small onClick={open('waive', one)}>{t('advance.waive')}</Button>}
        {may('migrate', one) && <Button small onClick={open('migrate', one)}>{t('migrate.action')}</Button>}
        {one.undoable !== null && (
          <Button small tone="text" disabled={undo.isPending} onClick={one.undoable === 'advance' || one.undoable === 'suspend' ? () => undo.mutate({ enrolmentId: one.id, expectedVersion: one.version }) : () => setForm({ kind: 'undo', enrolmentId: one.id })}>
            {t('undo.action')}
          </Button>
        )}
      </>
    );
  const close = (): void => setForm(null);
  const shown = form !== null && form.kind !== 'propose' && form.kind !== 'acute' ? enrolments.find(({ id }) => id === form.enrolmentId) : undefined;
  return (
    <div className={isFree ? 'page-body' : 'page-body plan-columns'}>
      <div className="stack">
        {error && <ErrorNotice what={t('failed')} error={error} onRetry={() => void refetch()} />}
        {undo.error && (hasCode(undo.error, 'ILLEGAL_STATE') ? <p className="note note-warn" role="alert">{t('undo.failed')}</p> : <ErrorNotice what={t('undo.notDone')} error={undo.error} />)}
        {(mayWrite || mayNote) && isFree && (
          <div className="row no-print">
            {mayWrite && (
              <Button icon="plus" keys="n" onClick={() => setForm({ kind: 'propose' })}>
                {t('propose.action')}
              </Button>
            )}
            {mayNote && (
              <Button icon="plus" keys="h" label={t('acute:note')} onClick={noteAcute}>
                {t('acute:short')}
              </Button>
            )}
          </div>
        )}
        {data && enrolments.length === 0 && <EmptyState sentence={t('empty')} hint={t('emptyHint')} />}
        <AcuteSheet found={acute.data} error={acute.error} onRetry={() => void acute.refetch()} onCorrect={isFree ? (event) => setForm({ kind: 'acute', event }) : null} />
        {enrolments.map((one) => (
          <Fragment key={one.id}>
            <EnrolmentSheet enrolment={one} actions={actionsOf(one)} seldom={seldomOf(one)} />
            {one.phases.some(({ site }) => site === 'home') && <NurseSheet patientId={patientId} enrolmentId={one.id} pathway={one.label[f.language]} isOver={one.state === 'completed' || one.state === 'left'} />}
            {isFree && one.includedOn !== null && <DosePanel patientId={patientId} enrolmentId={one.id} />}
          </Fragment>
        ))}
      </div>
      {form?.kind === 'acute' && <AcuteForm patientId={patientId} event={form.event} organs={acute.data?.organs ?? []} onClose={close} />}
      {form?.kind === 'propose' && <ProposeForm patientId={patientId} onClose={close} />}
      {form?.kind === 'facts' && shown && <FactsForm enrolment={shown} onClose={close} />}
      {form?.kind === 'include' && shown && <IncludeForm enrolment={shown} onClose={close} />}
      {(form?.kind === 'advance' || form?.kind === 'waive') && shown && <AdvanceForm enrolment={shown} onClose={close} />}
      {(form?.kind === 'suspend' || form?.kind === 'leave') && shown && <ReasonForm key={form.kind} kind={form.kind} enrolment={shown} onClose={close} />}
      {form?.kind === 'resume' && shown && <ResumeForm enrolment={shown} onClose={close} />}
      {form?.kind === 'migrate' && shown && <MigrateForm enrolment={shown} onClose={close} />}
      {form?.kind === 'undo' && shown && <UndoForm enrolment={shown} onClose={close} />}
      {form?.kind === 'withdraw' && shown && <WithdrawForm enrolment={shown} onClose={close} />}
    </div>
  );
}
