import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index';
import { Button } from '../ui/button.tsx';

export interface OpeningStepProps {
  readonly created: Outputs['session']['createClinic'];
  readonly onOpen: () => void;
}

/** Step 5: what is there, and what to do next. */
export function OpeningStep({ created, onOpen }: OpeningStepProps): ReactElement {
  const { t } = useTranslation('session');
  return (
    <main className="first-start-center">
      <div className="first-start-scroll">
        <h1>{t('firstStart.opening.title')}</h1>
        <p className="first-start-lead">{t('firstStart.opening.lead', { name: created.status.caller?.displayName ?? '' })}</p>
        <div className="first-start-fields">
          <h2>{t('firstStart.opening.next')}</h2>
          <ol className="recovery-how">
            <li>{t('firstStart.opening.next1')}</li>
            <li>{t('firstStart.opening.next2')}</li>
            <li>{t('firstStart.opening.next3')}</li>
          </ol>
        </div>
      </div>
      <footer className="first-start-bar">
        <span className="grow" />
        <Button tone="primary" keys="Enter" onClick={onOpen} focusOnMount>
          {t('firstStart.opening.open')}
        </Button>
      </footer>
    </main>
  );
}
