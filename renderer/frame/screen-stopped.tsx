import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { toFailure } from '../link/failure.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

/** In place of a screen that threw: the frame stays, the reference is shown if main gave one. */
export function ScreenStopped({ error, reset }: { readonly error: unknown; readonly reset: () => void }): ReactElement {
  const { t } = useTranslation('errors');
  const { reference } = toFailure(error);
  return (
    <div className="page-body">
      <div className="note note-danger" role="alert">
        <Icon name="alert" />
        <div className="grow stack">
          <h1>{t('boundary.title')}</h1>
          <p>{t('boundary.sentence')}</p>
          {reference && <p>{t('notice.reference', { reference })}</p>}
          <div className="row">
            <Button onClick={reset}>{t('boundary.reload')}</Button>
          </div>
        </div>
      </div>
    </div>
  );
}
