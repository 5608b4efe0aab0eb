import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { Outputs } from '#contract/index.ts';
import { noSymptom } from '#contract/toxicity-calls.ts';
import { api, client } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { TextField } from '../ui/field.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { DraftOffer } from '../drafts/draft-offer.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { CallFoundPart } from './call-found.tsx';
import { readCallDraft, type WrittenCall } from './dose-drafts.ts';
import { useDoseCommand } from './use-dose-command.ts';
import { useDoseWords } from './use-dose-words.ts';

const nothingAsked: WrittenCall = { answers: {}, words: '', symptomOn: '' };

type Asked = Outputs['toxicityCalls']['questions'];

/** A call about symptoms: the questions on one page, answered by digits; the grades as they come; what it asks for. */
export function CallPage(): ReactElement {
  const { t } = useTranslation('doses');
  const { enrolmentId, doseId = null, callId = null } = useSearch({ from: '/toxicity-call' });
  const asked = useQuery(api.toxicityCalls.questions.queryOptions({ input: { enrolmentId, doseId, callId } }));
  return (
    <div className="page">
      {asked.isError && <ErrorNotice what={t('failed')} error={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.isPending && <SkeletonRows rows={12} />}
      {asked.data && <AskedCall key={`${enrolmentId} ${callId ?? ''}`} asked={asked.data} enrolmentId={enrolmentId} doseId={doseId} plannedId={callId} />}
    </div>
  );
}

interface AskedCallProps {
  readonly asked: Asked;
  readonly enrolmentId: string;
  readonly doseId: string | null;
  readonly plannedId: string | null;
}

function AskedCall({ asked, enrolmentId, doseId, plannedId }: AskedCallProps): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const navigate = useNavigate();
  const { questions, patient, kind, doseNumber, phone, mayCall, isMade } = asked;
  const [callId] = useState(() => plannedId ?? v7());
  const [written, setWritten] = useState<WrittenCall>(nothingAsked);
  const { answers, words, symptomOn } = written;
  const set = (part: Partial<WrittenCall>): void => setWritten((now) => ({ ...now, ...part }));
  const draft = useDraft({ form: 'symptom-call', recordId: plannedId ?? doseId ?? enrolmentId, value: written, blank: nothingAsked, read: readCallDraft });
  const { issue } = useDoseWords();
  const isDateWrong = symptomOn.trim() !== '' && typedDate(symptomOn) === null;
  const list = useRef<HTMLOListElement>(null);
  const graded = useQuery(api.toxicityCalls.grade.queryOptions({ input: { enrolmentId, answers: { ...answers } }, placeholderData: (before) => before }));
  const back = (): void => void (doseId === null ? navigate({ to: '/patients/$patientId', params: { patientId: patient.id }, search: { tab: 'pathway' } }) : navigate({ to: '/doses/$doseId', params: { doseId } }));
  const record = useDoseCommand((input: Parameters<typeof client.toxicityCalls.record>[0]) => client.toxicityCalls.record(input), { said: ({ escalated }) => t(escalated ? 'call.escalated' : 'call.done'), onDone: () => {
    draft.finish();
    back();
  } });
  const hasFound = (graded.data?.organs.length ?? 0) > 0;
  const left = questions.filter(({ code }) => answers[code] === undefined).length;
  const focus = (index: number): void => list.current?.querySelectorAll<HTMLElement>('[role="radiogroup"]')[index]?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  const choose = (index: number, code: string, choice: string): void => {
    set({ answers: { ...answers, [code]: choice } });
    focus(index + 1);
  };
  /** 0 is no, 1 to 5 the choices from the mildest; the next question follows. */
  const onKey = (index: number) => (event: KeyboardEvent): void => {
    const question = questions[index];
    if (!question || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      return focus(index + (event.key === 'ArrowDown' ? 1 : -1));
    }
    if (!/^[0-9]$/.test(event.key)) return undefined;
    const choice = event.key === '0' ? noSymptom : question.choices[Number(event.key) - 1]?.code;
    if (choice === undefined) return undefined;
    event.preventDefault();
    return choose(index, question.code, choice);
  };
  return (
    <>
      <PageBar title={t('call.page', { name: formatName(patient) })} note={[f.age(patient.birthDate), phone, t(`call.kind.${kind}`), doseNumber !== null && t('dose.number', { number: doseNumber })].filter(Boolean).join(' · ')} />
      <div className="page-body plan-columns">
        <Sheet title={asked.grading[f.language]} note={t('call.keys')}>
          <DraftOffer draft={draft} onResume={setWritten} />
          <ol className="call-questions" ref={list}>
            {questions.map(({ code, text, choices }, index) => (
              <li key={code} className="call-question">
                <span id={`call-${code}`}><span className="meta numeric">{index + 1}</span> {text[f.language]}</span>
                <span role="radiogroup" aria-labelledby={`call-${code}`} className="call-choices" onKeyDown={onKey(index)}>
                  {[{ code: noSymptom, text: null, grade: null }, ...choices].map((choice, place) => {
                    const isChosen = answers[code] === choice.code;
                    return (
                      <button
                        key={choice.code} type="button" role="radio" aria-checked={isChosen} className="segmented-option call-choice" tabIndex={isChosen || (answers[code] === undefined && place === 0) ? 0 : -1} autoFocus={index === 0 && place === 0}
                        onClick={() => set({ answers: { ...answers, [code]: choice.code } })}
                      >
                        <span className="meta numeric">{place}</span> {choice.text === null ? t('no') : choice.text[f.language]}
                      </button>
                    );
                  })}
                </span>
              </li>
            ))}
          </ol>
          <p className="sheet-body meta">{[t('call.version', { version: asked.version }), !asked.isReviewed && t('unreviewed'), ...asked.sources.map((source) => source[f.language])].filter(Boolean).join(' · ')}</p>
        </Sheet>
        <Sheet title={t('call.found')} note={left > 0 ? t('call.left', { count: left }) : undefined} className="call-found">
          <div className="sheet-body stack">
            {graded.data && <CallFoundPart found={graded.data} worse={asked.organs} hasAnswers={left < questions.length} />}
            {isMade && <p className="note">{t('call.isMade')}</p>}
            <form
              className="stack"
              onSubmit={(event) => {
                event.preventDefault();
                if (!record.isPending && !isDateWrong) record.mutate({ callId, enrolmentId, doseId, answers: { ...answers }, words, symptomOn: hasFound ? typedDate(symptomOn) : null });
              }}
            >
              {hasFound && <DateField label={t('call.symptomOn')} optional value={symptomOn} error={issue(record.error, 'symptomOn')} onChange={(value) => set({ symptomOn: value })} />}
              <TextField label={t('call.words')} optional value={words} maxLength={1000} onChange={(event) => set({ words: event.target.value })} />
              {record.isError && <ErrorNotice what={t('call.failed')} error={record.error} kept />}
              {left > 0 && left < questions.length && <p className="meta">{t('call.partial')}</p>}
              <span className="row">
                <Button type="submit" tone="primary" disabled={!mayCall || isMade || left === questions.length || record.isPending}>{t('call.save')}</Button>
                <Button tone="quiet" onClick={back}>{t('call.leave')}</Button>
              </span>
              {!mayCall && <p className="meta">{t('call.notYours')}</p>}
            </form>
          </div>
        </Sheet>
      </div>
    </>
  );
}
