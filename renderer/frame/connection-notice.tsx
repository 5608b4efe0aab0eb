import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../link/connection.ts';
import { useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';

/** Says in the header that the link is lost, since when, and that nothing typed is. */
export function ConnectionNotice(): ReactElement {
  const { t } = useTranslation('common');
  const format = useFormat();
  const { state, since } = useConnection();
  return (
    <div role="status">
      {since !== null && (
        <div className="frame-connection">
          <Icon name="alert" size="small" />
          {state === 'refused' ? t('connection.refused') : t('connection.lost', { time: format.instantTime(since) })}
        </div>
      )}
    </div>
  );
}
