import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

/** Papers that were chosen beside a draft now taken up again: a draft keeps their names, not their content. */
export function MissingPapers({ names, onForget }: { readonly names: readonly string[]; readonly onForget: () => void }): ReactElement {
  const { t } = useTranslation('attachments');
  return (
    <div className="note note-warn row" role="status">
      <Icon name="alert" />
      <span className="grow">{t('chooseAgain', { count: names.length, names: names.join(', ') })}</span>
      <Button small tone="quiet" onClick={onForget}>
        {t('forget')}
      </Button>
    </div>
  );
}
