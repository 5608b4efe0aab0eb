import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { NurseCandidate, NursePart } from '#contract/nurses.ts';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../follow-up-plans/use-plan-words.ts';
import { api, client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Checkbox, FieldGroup, TextField } from '../ui/field.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useNurseWords } from './use-nurse-words.ts';

/** Names who follows somebody: those one may choose by rank with their reasons, then the others with what stands against them. */
export function AssignForm({ enrolmentId, part, onClose }: { readonly enrolmentId: string; readonly part: NursePart; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('nurses');
  const f = useFormat();
  const plan = usePlanWords();
  const [assignmentId] = useState(() => v7());
  const ranked = useQuery(api.nurses.rank.queryOptions({ input: { enrolmentId, part } }));
  const candidates = ranked.data?.candidates ?? [];
  const first = candidates.find(({ rank }) => rank === 1);
  const [picked, setPicked] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [isTried, setIsTried] = useState(false);
  const chosen = candidates.find(({ practitionerId, rank }) => rank !== null && practitionerId === (picked ?? first?.practitionerId));
  const assign = usePlanCommand((input: Parameters<typeof client.nurses.assign>[0]) => client.nurses.assign(input), { said: t('assign.done', { name: chosen?.name ?? '' }), onClose });
  const needsWhy = chosen?.rank !== undefined && chosen.rank !== 1 && note.trim() === '';
  return (
    <FormFrame
      title={t(`assign.${part}`)} note={ranked.data && ranked.data.asks.length > 0 ? t('assign.asks', { words: ranked.data.asks.map((one) => one[f.language]).join(', ') }) : undefined} submit={t('assign.save')} onClose={onClose} isBusy={assign.isPending} error={assign.error}
      onSubmit={() => {
        setIsTried(true);
        if (chosen && !needsWhy) assign.mutate({ assignmentId, enrolmentId, practitionerId: chosen.practitionerId, part, note });
      }}
    >
      {ranked.isPending && <SkeletonRows rows={3} />}
      {ranked.isError && <ErrorNotice what={t('failed')} error={ranked.error} onRetry={() => void ranked.refetch()} />}
      {ranked.data && candidates.length === 0 && <EmptyState sentence={t('nobody')} hint={t('assign.nobodyHint')} />}
      {candidates.length > 0 && (
        <FieldGroup label={t('assign.who')} error={isTried && !chosen ? plan.required : undefined}>
          <ul className="nurse-candidates">
            {candidates.map((one) => (
              <CandidateLine key={one.practitionerId} candidate={one} isChosen={one.practitionerId === chosen?.practitionerId} onChoose={() => setPicked(one.practitionerId)} />
            ))}
          </ul>
        </FieldGroup>
      )}
      <TextField label={t('why')} optional={chosen?.rank === 1} maxLength={300} value={note} help={chosen && chosen.rank !== 1 ? t('assign.whyHelp') : undefined} error={isTried && needsWhy ? plan.required : undefined} onChange={(event) => setNote(event.target.value)} />
    </FormFrame>
  );
}

function CandidateLine({ candidate: { name, sector, rank, reasons }, isChosen, onChoose }: { readonly candidate: NurseCandidate; readonly isChosen: boolean; readonly onChoose: () => void }): ReactElement {
  const words = useNurseWords();
  return (
    <li>
      <Checkbox
        type="radio" name="nurse" checked={isChosen} disabled={rank === null} onChange={onChoose}
        label={
          <>
            <b>{[rank === null ? '' : String(rank), name].filter(Boolean).join('. ')}</b> <span className="meta">{sector}</span>
            <span className="meta treatment-note">{reasons.map(words.reason).join(' · ')}</span>
          </>
        }
      />
    </li>
  );
}
