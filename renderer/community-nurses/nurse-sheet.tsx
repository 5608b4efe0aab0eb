import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type NurseAssignment, type NursePart, nurseParts } from '#contract/nurses.ts';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../follow-up-plans/use-plan-words.ts';
import { api, client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { AssignForm } from './assign-form.tsx';
import { useNurseWords } from './use-nurse-words.ts';

export interface NurseSheetProps {
  readonly patientId: string;
  readonly enrolmentId: string;
  /** How the pathway is called. */
  readonly pathway: string;
  readonly isOver: boolean;
}

/** Who follows somebody on a pathway, and their back-up; who did before. Nothing where nobody does and nobody may be named. */
export function NurseSheet({ patientId, enrolmentId, pathway, isOver }: NurseSheetProps): ReactElement | null {
  const { t } = useTranslation('nurses');
  const { data, error, refetch } = useQuery(api.nurses.ofPatient.queryOptions({ input: { patientId } }));
  const [naming, setNaming] = useState<NursePart | null>(null);
  const assignments = data?.enrolments.find((one) => one.enrolmentId === enrolmentId)?.assignments ?? [];
  const mayName = data?.mayWrite === true && !isOver;
  if (error) return <ErrorNotice what={t('failed')} error={error} onRetry={() => void refetch()} />;
  if (!data || (assignments.length === 0 && !mayName)) return null;
  const past = assignments.filter(({ ended }) => ended !== null);
  return (
    <Sheet title={t('sheet', { pathway })} padded>
      <ul className="stack">
        {nurseParts.map((part) => (
          <PartLine key={part} part={part} assignment={assignments.find((one) => one.part === part && one.ended === null)} mayName={mayName && naming === null} onName={() => setNaming(part)} />
        ))}
      </ul>
      {naming && <AssignForm key={naming} enrolmentId={enrolmentId} part={naming} onClose={() => setNaming(null)} />}
      {past.length > 0 && (
        <details>
          <summary>{t('before', { count: past.length })}</summary>
          <ul>
            {past.map((one) => (
              <PastLine key={one.id} assignment={one} />
            ))}
          </ul>
        </details>
      )}
    </Sheet>
  );
}

function PastLine({ assignment: { part, name, fromOn, ended } }: { readonly assignment: NurseAssignment }): ReactElement {
  const { t } = useTranslation('nurses');
  const f = useFormat();
  return <li className="meta">{[t(`part.${part}`), name, t('fromTo', { from: f.date(fromOn), to: f.date(ended?.on ?? fromOn) }), ended?.reason, ended?.by].filter(Boolean).join(' · ')}</li>;
}

interface PartLineProps {
  readonly part: NursePart;
  readonly assignment: NurseAssignment | undefined;
  readonly mayName: boolean;
  readonly onName: () => void;
}

function PartLine({ part, assignment, mayName, onName }: PartLineProps): ReactElement {
  const { t } = useTranslation(['nurses', 'common']);
  const f = useFormat();
  const words = useNurseWords();
  const { required } = usePlanWords();
  const [isEnding, setIsEnding] = useState(false);
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const end = usePlanCommand((input: Parameters<typeof client.nurses.end>[0]) => client.nurses.end(input), { said: t('nurses:ended', { name: assignment?.name ?? '' }), onClose: () => setIsEnding(false) });
  return (
    <li>
      <div className="row">
        <span className="meta nurse-part">{t(`nurses:part.${part}`)}</span>
        {assignment ? <b>{assignment.name}</b> : <span className="warn">{t('nurses:nobodyNamed')}</span>}
        <span className="meta">{assignment?.phone}</span>
        <span className="grow" />
        {mayName && (
          <Button small label={t(assignment ? 'nurses:replaceOf' : 'nurses:nameOf', { part: t(`nurses:part.${part}`) })} onClick={onName}>
            {t(assignment ? 'nurses:replace' : 'nurses:name_')}
          </Button>
        )}
        {mayName && assignment && !isEnding && (
          <Button small tone="quiet" label={t('nurses:endOf', { name: assignment.name })} onClick={() => setIsEnding(true)}>
            {t('common:action.remove')}
          </Button>
        )}
      </div>
      {assignment && <div className="meta">{[t('nurses:since', { date: f.date(assignment.fromOn) }), ...assignment.reasons.map(words.reason), assignment.note].filter(Boolean).join(' · ')}</div>}
      {end.error && <ErrorNotice what={t('nurses:notEnded')} error={end.error} />}
      {isEnding && assignment && (
        <form
          className="row wrap"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setIsTried(true);
            if (reason.trim() !== '') end.mutate({ assignmentId: assignment.id, expectedVersion: assignment.version, reason });
          }}
        >
          <TextField label={t('nurses:why')} autoFocus maxLength={300} value={reason} error={isTried && reason.trim() === '' ? required : undefined} onChange={(event) => setReason(event.target.value)} />
          <Button type="submit" small disabled={end.isPending}>
            {t('common:action.remove')}
          </Button>
          <Button small tone="quiet" onClick={() => setIsEnding(false)}>
            {t('common:action.cancel')}
          </Button>
        </form>
      )}
    </li>
  );
}
