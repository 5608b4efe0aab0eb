import { useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageBar } from '../ui/page-bar.tsx';

/** An address that leads nowhere. */
export function NotFound(): ReactElement {
  const { t } = useTranslation('common');
  const router = useRouter();
  return (
    <div className="page">
      <PageBar title={t('notFound.title')} />
      <div className="page-body">
        <div className="sheet">
          <EmptyState
            sentence={t('notFound.sentence')}
            hint={t('notFound.hint')}
            action={
              <Button tone="primary" onClick={() => router.history.push('/')}>
                {t('notFound.action')}
              </Button>
            }
          />
        </div>
      </div>
    </div>
  );
}
