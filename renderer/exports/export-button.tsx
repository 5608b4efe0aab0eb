import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistryFilters } from '#contract/registry.ts';
import { usePermission } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';
import { useShortcut } from '../ui/shortcut.ts';

/** Whom the page of exports opens for. */
export type ExportedPeople = { readonly patientId: string } | { readonly cohortId: string } | { readonly text: string | undefined; readonly filters: RegistryFilters | undefined };

/** The way to the exports, for those the screen shows; nothing for whoever may not export. */
export function ExportButton({ of: people, small = false }: { readonly of: ExportedPeople | (() => ExportedPeople); readonly small?: boolean }): ReactElement | null {
  const { t } = useTranslation('exports');
  const navigate = useNavigate();
  const mayExport = usePermission('export.identified');
  const open = (): void => void navigate({ to: '/exports', search: typeof people === 'function' ? people() : people });
  useShortcut('x', open, { label: t('open'), enabled: mayExport });
  if (!mayExport) return null;
  return (
    <Button small={small} keys="x" onClick={open}>
      {t('open')}
    </Button>
  );
}
