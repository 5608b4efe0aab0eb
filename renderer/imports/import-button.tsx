import { useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';
import { useShortcut } from '../ui/shortcut.ts';

/** The way to the imports, for the bar of the registry; nothing for whoever may not import. */
export function ImportButton(): ReactElement | null {
  const { t } = useTranslation('imports');
  const router = useRouter();
  const mayImport = usePermission('import.run');
  const open = (): void => router.history.push('/imports');
  useShortcut('i', open, { label: t('open'), enabled: mayImport });
  if (!mayImport) return null;
  return (
    <Button icon="download" keys="i" onClick={open}>
      {t('open')}
    </Button>
  );
}
