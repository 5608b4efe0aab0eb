import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';

/** What a live vaccine would meet, with its source. */
export function LiveNote({ finding }: { readonly finding: NonNullable<Outputs['prevention']['vaccinations']['live']> }): ReactElement {
  const { t } = useTranslation('treatments');
  const f = useFormat();
  return (
    <div className={finding.level === 'contraindicated' ? 'note note-danger' : 'note note-warn'} role="status">
      <Icon name="alert" />
      <div className="grow stack">
        <p>{finding.text[f.language]}</p>
        <p className="meta">{t('guard.source', { source: finding.source[f.language] })}</p>
      </div>
    </div>
  );
}
