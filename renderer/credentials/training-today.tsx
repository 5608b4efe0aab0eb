import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { StandingChip } from './standing-chip.tsx';
import { useTrainingWords } from './use-training-words.ts';

/** Lines shown; the page has them all. */
const shownLines = 5;

/** In Today: training that ends soon or has ended, of everybody for whoever keeps it, else one's own; nothing takes no room. */
export function TrainingToday(): ReactElement | null {
  const manages = usePermission('training.manage');
  return manages ? <EndingOfAll /> : <EndingOfMine />;
}

function EndingOfAll(): ReactElement | null {
  const { t } = useTranslation(['credentials', 'common']);
  const words = useTrainingWords();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(api.credentials.ending.queryOptions({ input: {} }));
  if (error) return <ErrorNotice what={t('credentials:failed')} error={error} onRetry={() => void refetch()} />;
  if (!data || data.rows.length === 0) return null;
  return (
    <Sheet
      title={t('credentials:today.all')} note={data.rows.length}
      actions={
        <Button tone="text" small onClick={() => void navigate({ to: '/training' })}>
          {t('common:action.open')}
        </Button>
      }
    >
      <ul>
        {data.rows.slice(0, shownLines).map(({ practitionerId, name, role, credential }) => (
          <li key={`${practitionerId} ${credential.kind}`} className="today-line training-line">
            <span className="ellipsis">
              <b>{name}</b> <span className="meta">{t(`common:role.${role}`)}</span>
            </span>
            <span className="ellipsis ink-2">{words.of(credential.label)}</span>
            <StandingChip judged={credential} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function EndingOfMine(): ReactElement | null {
  const { t } = useTranslation('credentials');
  const words = useTrainingWords();
  const { data } = useQuery(api.credentials.mine.queryOptions({ input: {} }));
  const ending = (data?.standings ?? []).filter(({ standing }) => standing === 'expiring' || standing === 'expired');
  if (ending.length === 0) return null;
  return (
    <Sheet title={t('today.mine')} note={ending.length}>
      <ul>
        {ending.map((judged) => (
          <li key={judged.kind} className="today-line training-line">
            <b className="ellipsis">{words.of(judged.label)}</b>
            <span className="ellipsis ink-2">{t('today.mineHint')}</span>
            <StandingChip judged={judged} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
