import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index';
import { api, client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { useUndo } from '../text/use-undo.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { IconButton } from '../ui/button.tsx';
import { useToast } from '../ui/toast.tsx';
import { useAwayWords } from './away-words.ts';

type Absences = Outputs['absences']['list'];

export interface AbsenceListProps {
  readonly absences: Absences['absences'];
  readonly may: Absences['may'];
  readonly nameOf: (practitionerId: string) => string | null;
}

/** Leave and closures to come, by date; what one may take away can be. */
export function AbsenceList({ absences, may, nameOf }: AbsenceListProps): ReactElement {
  const { t } = useTranslation('absences');
  const f = useFormat();
  const words = useAwayWords();
  const queries = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const reload = (): Promise<unknown> => Promise.all([api.absences.key(), api.appointments.key()].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const remove = useMutation(
    api.absences.remove.mutationOptions({
      onSuccess: async (_done, { absenceId }) => {
        toast({
          text: t('list.removed'),
          undo: () =>
            undo(async () => {
              await client.absences.remove({ absenceId, back: true });
              await reload();
            }),
        });
        await reload();
      },
    }),
  );
  if (absences.length === 0) return <EmptyState sentence={t('list.empty')} hint={t('list.emptyHint')} />;
  return (
    <>
      {remove.isError && <ErrorNotice what={t('list.failed')} error={remove.error} />}
      <table className="table absence-table">
        <thead>
          <tr>
            <th className="col-when">{t('list.when')}</th>
            <th>{t('list.who')}</th>
            <th>{t('list.why')}</th>
            <th>{t('list.by')}</th>
            <th className="col-actions">
              <span className="visually-hidden">{t('list.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {absences.map((absence) => {
            const who = absence.practitionerId === null ? t('clinic') : (nameOf(absence.practitionerId) ?? '');
            const isMine = absence.practitionerId === null ? may.clinic : may.everybody || may.own === absence.practitionerId;
            return (
              <tr key={absence.key}>
                <td>{words.when(absence)}</td>
                <td>
                  <b>{who}</b>
                  {words.where(absence) !== '' && <div className="meta">{words.where(absence)}</div>}
                </td>
                <td>{absence.words ?? <span className="meta">{t(`what.${absence.kind === 'closure' ? 'closure' : 'leave'}`)}</span>}</td>
                <td className="meta">{[absence.by, f.instantDate(absence.addedAt)].filter(Boolean).join(', ')}</td>
                <td>{isMine && <IconButton icon="close" label={t('list.remove', { who: [who, words.where(absence)].filter(Boolean).join(', '), when: words.when(absence) })} onClick={() => remove.mutate({ absenceId: absence.key, back: false })} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
