import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { smallestCells, type Study } from '#contract/research.ts';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { readNumber } from '../text/typed-number.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';

interface StudySheetProps {
  readonly studies: readonly Study[];
  readonly chosen: Study | null;
  readonly onChoose: (studyId: string) => void;
}

/** The study an extract is for: one on record, or a new one. */
export function StudySheet({ studies, chosen, onChoose }: StudySheetProps): ReactElement {
  const { t } = useTranslation('research');
  const f = useFormat();
  const [writing, setWriting] = useState(false);
  const isNew = writing || studies.length === 0;
  return (
    <Sheet title={t('study.title')} actions={isNew ? undefined : <Button small icon="plus" onClick={() => setWriting(true)}>{t('study.new')}</Button>}>
      <div className="research-study">
        {studies.length === 0 && (
          <p className="ink-2">
            {t('study.none')} {t('study.noneHint')}
          </p>
        )}
        {!isNew && chosen && (
          <>
            <Select label={t('study.choose')} value={chosen.id} onChange={(event) => onChoose(event.target.value)} options={studies.map(({ id, name }) => ({ value: id, label: name }))} />
            <p className="meta">
              {chosen.approval !== '' && <>{chosen.approval} · </>}
              {t('study.facts', {
                smallest: f.number(chosen.smallestCell), people: t('study.people', { count: chosen.participants, number: f.number(chosen.participants) }), extracts: t('study.extracts', { count: chosen.extracts, number: f.number(chosen.extracts) }),
              })}
            </p>
          </>
        )}
        {isNew && (
          <StudyForm
            onCancel={studies.length === 0 ? null : () => setWriting(false)}
            onDone={(studyId) => {
              setWriting(false);
              onChoose(studyId);
            }}
          />
        )}
      </div>
    </Sheet>
  );
}

function StudyForm({ onCancel, onDone }: { readonly onCancel: (() => void) | null; readonly onDone: (studyId: string) => void }): ReactElement {
  const { t } = useTranslation(['research', 'common']);
  const queries = useQueryClient();
  const toast = useToast();
  const [studyId] = useState(() => v7());
  const [name, setName] = useState('');
  const [approval, setApproval] = useState('');
  const [smallest, setSmallest] = useState(String(smallestCells.usual));
  const [tried, setTried] = useState(false);
  const create = useMutation(
    api.research.createStudy.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.research.key() });
        toast({ text: t('study.created', { name }) });
        onDone(studyId);
      },
    }),
  );
  const isTaken = hasCode(create.error, 'DUPLICATE');
  const count = readNumber(smallest);
  const isCount = typeof count === 'number' && Number.isInteger(count) && count >= smallestCells.least && count <= smallestCells.most;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || !isCount || create.isPending) return;
    create.mutate({ studyId, name, approval, smallestCell: count });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextField label={t('study.name')} value={name} maxLength={120} onChange={(event) => setName(event.target.value)} error={isTaken ? t('study.duplicate') : tried && name.trim() === '' ? t('common:field.required') : undefined} />
      <div className="research-pair">
        <TextField label={t('study.approval')} help={t('study.approvalHelp')} optional value={approval} maxLength={120} onChange={(event) => setApproval(event.target.value)} />
        <TextField label={t('study.smallest')} help={t('study.smallestHelp', smallestCells)} inputMode="numeric" value={smallest} maxLength={3} onChange={(event) => setSmallest(event.target.value)} error={tried && !isCount ? t('study.smallestRange', smallestCells) : undefined} />
      </div>
      {create.isError && !isTaken && <ErrorNotice what={t('study.failed')} error={create.error} kept />}
      <div className="row">
        <Button type="submit" disabled={create.isPending}>
          {t('study.create')}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('common:action.cancel')}</Button>}
      </div>
    </form>
  );
}
