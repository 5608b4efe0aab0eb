import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';

/** The way to a research extract of a saved cohort; nothing for whoever may make none. */
export function ResearchButton({ cohortId }: { readonly cohortId: string }): ReactElement | null {
  const { t } = useTranslation('research');
  const navigate = useNavigate();
  if (!usePermission('research.extract')) return null;
  return (
    <Button small onClick={() => void navigate({ to: '/exports/research', search: { cohortId } })}>
      {t('open')}
    </Button>
  );
}
