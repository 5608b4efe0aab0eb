import { Navigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';
import { usePermittedParts } from './administration-bar.tsx';

/** Leads to the first part the caller may open. */
export function AdministrationPage(): ReactElement {
  const { t } = useTranslation('administration');
  const [first] = usePermittedParts();
  return first ? <Navigate to={first.to} replace /> : <EmptyState sentence={t('nothing')} />;
}
