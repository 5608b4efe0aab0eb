import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { api } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useUntrainedText } from '../ui/use-untrained-text.ts';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AdministrationForm } from './administration-form.tsx';
import { AdministrationSheet } from './administration-sheet.tsx';
import { ChecklistSheet } from './checklist-sheet.tsx';
import { CorrectionLines } from './correction-lines.tsx';
import { CorrectDayForm, TakeBackForm } from './dose-correct-forms.tsx';
import { CancelForm, GiveForm, MoveForm } from './dose-move-forms.tsx';
import { EscalationLines } from './escalation-lines.tsx';
import { ResultMark } from './result-mark.tsx';
import { useDoseWords } from './use-dose-words.ts';

type OpenDose = Outputs['doses']['open'];
const letters = { record: 'e', give: 'e', correct: 'e', move: 'm', cancel: 'x', takeBack: 'x' } as const;

/** One dose: the result first, in one sentence; the list before it, who must act, how it was given. */
export function DosePage(): ReactElement {
  const { t } = useTranslation('doses');
  const { doseId } = useParams({ from: '/doses/$doseId' });
  const opened = useQuery(api.doses.open.queryOptions({ input: { doseId } }));
  return (
    <div className="page">
      {opened.isError && <ErrorNotice what={t('failed')} error={opened.error} onRetry={() => void opened.refetch()} />}
      {opened.isPending && <SkeletonRows rows={10} />}
      {opened.data && <OpenedDose key={doseId} opened={opened.data} />}
    </div>
  );
}

function OpenedDose({ opened }: { readonly opened: OpenDose }): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const [form, setForm] = useState<OpenDose['moves'][number] | null>(null);
  const untrained = useUntrainedText();
  const { patient, dose, label, checklist, administration, corrections, escalations, lacking, moves, isReviewed, isRunning } = opened;
  const may = (move: OpenDose['moves'][number]): boolean => form === null && moves.includes(move);
  useShortcut('e', () => setForm(moves.includes('record') ? 'record' : 'give'), { label: t(moves.includes('record') ? 'record.action' : 'give.action'), enabled: may('record') || may('give') });
  useShortcut('m', () => setForm('move'), { label: t('move.action'), enabled: may('move') });
  useShortcut('x', () => setForm('cancel'), { label: t('cancel.action'), enabled: may('cancel') });
  useShortcut('e', () => setForm('correct'), { label: t('correct.action'), enabled: may('correct') });
  useShortcut('x', () => setForm('takeBack'), { label: t('takeBack.action'), enabled: may('takeBack') });
  const close = (): void => setForm(null);
  return (
    <>
      <PageBar
        title={t('dose.title', { number: dose.number, name: formatName(patient) })}
        note={[f.age(patient.birthDate), `${dose.drug[f.language]}, ${dose.dose[f.language]}`, f.date(dose.givenOn ?? dose.dueOn, 'weekday'), t(`site.${dose.site}`)].join(' · ')}
        actions={
          <span className="row">
            <Link to="/patients/$patientId" params={{ patientId: patient.id }} search={{ tab: 'pathway' }}>{t('dose.toRecord')}</Link>
            {form === null && moves.map((move) => <Button key={move} small tone={move === 'record' || move === 'give' ? 'primary' : 'default'} keys={letters[move]} onClick={() => setForm(move)}>{t(`${move}.action`)}</Button>)}
          </span>
        }
      />
      <div className={form === null ? 'page-body stack' : 'page-body plan-columns'} role="group" aria-label={t('dose.title', { number: dose.number, name: formatName(patient) })} tabIndex={0}>
        <div className="stack">
          <Verdict opened={opened} />
          {lacking && <p className="note note-warn">{untrained(lacking)} {t('record.byTrained')}</p>}
          {administration && <AdministrationSheet administration={administration} form={opened.form} />}
          {corrections.length > 0 && <CorrectionLines corrections={corrections} living={{ givenOn: dose.givenOn, administration }} form={opened.form} />}
          {escalations.length > 0 && <Sheet title={t('escalation.title')}><EscalationLines escalations={escalations} /></Sheet>}
          {checklist && <ChecklistSheet title={checklist.label[f.language]} items={checklist.items} opened={opened} />}
          <p className="meta">{[label[f.language], !isReviewed && t('unreviewed'), !isRunning && t('notRunning')].filter(Boolean).join(' · ')}</p>
        </div>
        {form === 'record' && opened.form && <AdministrationForm form={opened.form} dose={dose} before={null} onClose={close} />}
        {form === 'correct' && (opened.form && administration ? <AdministrationForm form={opened.form} dose={dose} before={administration} onClose={close} /> : <CorrectDayForm dose={dose} onClose={close} />)}
        {form === 'takeBack' && <TakeBackForm dose={dose} onClose={close} />}
        {form === 'give' && <GiveForm dose={dose} onClose={close} />}
        {form === 'move' && <MoveForm dose={dose} onClose={close} />}
        {form === 'cancel' && <CancelForm dose={dose} onClose={close} />}
      </div>
    </>
  );
}

/** Where the dose stands, in one line: GO, or what is missing and who must act. */
function Verdict({ opened: { dose, result, checklist, to, escalations, lacking } }: { readonly opened: OpenDose }): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const words = useDoseWords();
  if (dose.state !== 'planned') {
    return <p className={`note ${dose.state === 'given' ? 'note-ok' : 'note-warn'}`}>{[t(`verdict.${dose.state}`, { date: f.date(dose.givenOn ?? dose.dueOn, 'weekday') }), dose.reason && t(`reason.${dose.reason}`), dose.words].filter(Boolean).join(' · ')}</p>;
  }
  if (!checklist) return <p className="note">{t('verdict.noChecklist')}</p>;
  if (result === null) return <p className="note">{t('verdict.early', { date: f.date(checklist.items.reduce((first, { opensOn }) => (opensOn < first ? opensOn : first), dose.dueOn), 'weekday') })}</p>;
  const blocking = checklist.items.filter((item) => item.result === result && result !== 'go' && !item.isAhead);
  const open = escalations.filter(({ standing }) => standing !== 'acknowledged').length;
  return (
    <div className={`note dose-verdict ${result === 'go' ? 'note-ok' : result === 'hold' ? 'note-warn' : 'note-danger'}`} role="status">
      <ResultMark result={result} />
      <span>
        {result === 'go' ? t(lacking ? 'verdict.goByTrained' : 'verdict.go') : blocking.map(({ label, blocks, call }) => {
          const why = [...blocks.map((block) => block[f.language]), ...(call?.found?.organs.map((one) => t('call.organ', { organ: one.label[f.language], grade: one.grade })) ?? [])];
          return why.length === 0 ? label[f.language] : t('said', { what: label[f.language], said: why.join(', ') });
        }).join(' · ')}
        {to.length > 0 && <span className="dose-block">{t('verdict.to', { roles: words.services(to) })}</span>}
        {open > 0 && <span className="dose-block">{t('verdict.escalated', { count: open })}</span>}
      </span>
    </div>
  );
}
