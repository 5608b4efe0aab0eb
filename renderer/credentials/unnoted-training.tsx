import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { StandingChip } from './standing-chip.tsx';
import { useTrainingWords } from './use-training-words.ts';

/** What was done by people whose training was asked for and not noted, the last first, so that it can be caught up with; nothing takes no room. */
export function UnnotedTraining({ onPerson }: { readonly onPerson: (practitionerId: string) => void }): ReactElement | null {
  const { t } = useTranslation(['credentials', 'common']);
  const f = useFormat();
  const words = useTrainingWords();
  const { data, error, refetch } = useQuery(api.credentials.unnoted.queryOptions({ input: {} }));
  if (error) return <ErrorNotice what={t('credentials:failed')} error={error} onRetry={() => void refetch()} />;
  if (!data || data.rows.length === 0) return null;
  return (
    <Sheet title={t('credentials:unnoted.title')} note={f.number(data.total)}>
      <p className="meta training-note">
        {t('credentials:unnoted.note')} {data.total > data.rows.length && t('credentials:unnoted.first', { count: data.rows.length })}
      </p>
      <table className="table training-table">
        <thead>
          <tr>
            <th scope="col">{t('credentials:person')}</th>
            <th scope="col">{t('credentials:unnoted.what')}</th>
            <th scope="col">{t('credentials:unnoted.on')}</th>
            <th scope="col">{t('credentials:unnoted.rests')}</th>
            <th scope="col">{t('credentials:unnoted.today')}</th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map(({ stepId, practitionerId, name, role, step, act, on, competence, lacks }) => (
            <tr key={stepId}>
              <td>
                <button type="button" className="link-button training-name" aria-label={t('credentials:unnoted.catchUp', { name })} onClick={() => onPerson(practitionerId)}>
                  {name}
                </button>
                <span className="meta treatment-note">{t(`common:role.${role}`)}</span>
              </td>
              <td>
                {words.of(step)}
                <span className="meta treatment-note">{words.of(act)}</span>
              </td>
              <td className="tabular">{f.date(on)}</td>
              <td>{competence}</td>
              <td>
                <span className="row wrap">
                  {lacks.map((one) => <StandingChip key={one.kind} judged={one} withName />)}
                  {lacks.length === 0 && <span className="meta">{t('credentials:unnoted.trained')}</span>}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}
