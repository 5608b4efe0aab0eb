import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterKind } from '#contract/letters';
import type { Language } from '#contract/values';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';

export interface TemplateVersionsProps {
  readonly kind: LetterKind;
  readonly language: Language;
  /** Puts the text of a version in the editor, to be saved as the next one. */
  readonly onTake: (body: string) => void;
}

/** The versions of a template, newest first. */
export function TemplateVersions({ kind, language, onTake }: TemplateVersionsProps): ReactElement {
  const { t } = useTranslation('administration');
  const f = useFormat();
  const versions = useQuery(api.letters.templateVersions.queryOptions({ input: { kind, language } }));
  return (
    <Sheet title={t('letters.versions')} note={versions.data?.length} padded className="templates-versions">
      {versions.isError && <ErrorNotice what={t('letters.failed')} error={versions.error} onRetry={() => void versions.refetch()} />}
      <ul>
        {(versions.data ?? []).map((one) => (
          <li key={one.version} className="row">
            <span className="grow">
              {t('letters.versionLine', { version: one.version, by: one.saved?.by ?? '', when: one.saved ? f.instant(one.saved.at, 'short') : '' })}
              {one.isShipped && <span className="meta"> {t('letters.backToShipped')}</span>}
            </span>
            <Button small tone="text" onClick={() => onTake(one.body)} label={t('letters.takeVersion', { version: one.version })}>
              {t('letters.take')}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
