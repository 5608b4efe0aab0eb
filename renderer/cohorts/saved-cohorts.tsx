import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedCohort } from '#contract/cohorts.ts';
import { Button } from '../ui/button.tsx';

interface SavedCohortsProps {
  readonly cohorts: readonly SavedCohort[];
  readonly currentId: string | null;
  readonly onOpen: (cohort: SavedCohort) => void;
  readonly onBegin: () => void;
}

/** The clinic's cohorts and one's own, at the left of the page. */
export function SavedCohorts({ cohorts, currentId, onOpen, onBegin }: SavedCohortsProps): ReactElement {
  const { t } = useTranslation('cohorts');
  const parts = [['clinic', cohorts.filter(({ shared }) => shared)], ['own', cohorts.filter(({ shared }) => !shared)]] as const;
  return (
    <nav className="cohorts-saved" aria-label={t('saved.title')}>
      <Button icon="plus" keys="n" onClick={onBegin}>
        {t('saved.new')}
      </Button>
      {cohorts.length === 0 && (
        <p className="meta">
          {t('saved.none')} {t('saved.noneHint')}
        </p>
      )}
      {parts.map(([part, list]) =>
        list.length === 0 ? null : (
          <div key={part}>
            <h2 className="section-title">{t(`saved.${part}`)}</h2>
            <ul>
              {list.map((cohort) => (
                <li key={cohort.id}>
                  <button type="button" className="cohorts-saved-line" aria-current={cohort.id === currentId ? 'true' : undefined} onClick={() => onOpen(cohort)}>
                    <span className="ellipsis">{cohort.name}</span>
                    {cohort.shared && <span className="meta ellipsis">{cohort.isOwn ? t('saved.byMe') : t('saved.shared', { name: cohort.ownerName })}</span>}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ),
      )}
    </nav>
  );
}
