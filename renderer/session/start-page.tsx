import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionStatus } from '#contract/session';
import { api } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { DemonstrationChoice } from './demonstration-choice.tsx';
import { Door } from './door.tsx';
import { adoptStatus } from './session-state.ts';

export interface StartPageProps {
  readonly status: SessionStatus;
  readonly onCreate: () => void;
  readonly onRestore: () => void;
}

/** The first page: the clinics of this computer, create one, or explore the demonstration. */
export function StartPage({ status, onCreate, onRestore }: StartPageProps): ReactElement {
  const { t } = useTranslation('session');
  const choose = useMutation(api.session.chooseClinic.mutationOptions({ onSuccess: adoptStatus }));
  const clinics = status.clinics.filter((clinic) => !clinic.demonstration);
  const isFirst = clinics.length === 0;
  return (
    <Door title={t('start.title')} lead={t('start.lead')}>
      {choose.error && <ErrorNotice what={t('start.failed')} error={choose.error} />}
      {isFirst ? (
        <p className="door-none">
          {t('start.none')} <span className="ink-2">{t('start.noneHint')}</span>
        </p>
      ) : (
        <ul className="sheet door-list">
          {clinics.map((clinic) => (
            <li key={clinic.id}>
              <button type="button" className="door-clinic" onClick={() => choose.mutate({ clinicId: clinic.id })}>
                <Icon name="lock" />
                <span className="strong grow ellipsis">{clinic.name}</span>
                <span className="accent row">
                  {t('start.open')}
                  <Icon name="chevronRight" size="small" />
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {status.mayCreate && (
        <section className="door-choice" aria-label={t('start.create')}>
          <div className="grow">
            <h2>{t('start.create')}</h2>
            <p className="meta">{t('start.createHint')}</p>
          </div>
          <Button tone={isFirst ? 'primary' : 'default'} icon="plus" onClick={onCreate}>
            {t('start.create')}
          </Button>
        </section>
      )}
      {status.mayCreate && (
        <section className="door-choice" aria-label={t('start.restore')}>
          <div className="grow">
            <h2>{t('start.restore')}</h2>
            <p className="meta">{t('start.restoreHint')}</p>
          </div>
          <Button icon="undo" onClick={onRestore}>
            {t('start.restore')}
          </Button>
        </section>
      )}
      <DemonstrationChoice />
    </Door>
  );
}
