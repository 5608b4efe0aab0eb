import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type LetterKind, letterKind } from '#contract/letters';
import type { Language } from '#contract/values';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AdministrationBar } from './administration-bar.tsx';
import { TemplateEditor } from './template-editor.tsx';

/** The texts letters begin from, by kind and language. */
export function LetterTemplatesPage(): ReactElement {
  const { t } = useTranslation(['administration', 'referrals', 'common']);
  const f = useFormat();
  const [kind, setKind] = useState<LetterKind>('acknowledgement');
  const [language, setLanguage] = useState<Language>(f.language);
  const templates = useQuery(api.letters.templates.queryOptions({ refetchOnWindowFocus: false }));
  const template = templates.data?.templates.find((one) => one.kind === kind && one.language === language);
  return (
    <div className="page">
      <AdministrationBar current="letters" />
      <div className="page-body" id="administration-panel" role="tabpanel" aria-label={t('administration:part.letters')}>
        {templates.isPending && <SkeletonRows rows={8} />}
        {templates.isError && <ErrorNotice what={t('administration:letters.failed')} error={templates.error} onRetry={() => void templates.refetch()} />}
        {templates.data && template && (
          <>
            <div className="row templates-choice">
              <Select
                label={t('administration:letters.kind')}
                options={letterKind.options.map((value) => ({ value, label: t(`referrals:letter.title.${value}`) }))}
                value={kind}
                onChange={(event) => setKind(letterKind.options.find((one) => one === event.target.value) ?? kind)}
              />
              <SegmentedField
                label={t('referrals:letter.language')}
                options={(['fr', 'en'] as const).map((value) => ({ value, label: t(`common:language.${value}`) }))}
                value={language}
                onChange={setLanguage}
              />
            </div>
            <TemplateEditor key={`${kind} ${language}`} template={template} fields={templates.data.fields[language]} />
          </>
        )}
      </div>
    </div>
  );
}
