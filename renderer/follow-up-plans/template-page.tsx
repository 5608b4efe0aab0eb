import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdministrationBar } from '../administration/administration-bar.tsx';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select } from '../ui/field.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { WithdrawnTemplates } from './withdrawn-templates.tsx';
import { TemplateEditor } from './template-editor.tsx';

/** The templates of follow-up plans: one is chosen, changed, tried and kept as the next version. */
export function PlanTemplatesPage(): ReactElement {
  const { t } = useTranslation(['plans', 'administration']);
  const f = useFormat();
  const [chosen, setChosen] = useState<string | null>(null);
  const templates = useQuery(api.plans.templates.queryOptions({ input: {}, refetchOnWindowFocus: false }));
  const template = templates.data?.find(({ code }) => code === chosen) ?? templates.data?.[0];
  return (
    <div className="page">
      <AdministrationBar current="plans" />
      <div className="page-body" id="administration-panel" role="tabpanel" aria-label={t('administration:part.plans')}>
        {templates.isPending && <SkeletonRows rows={8} />}
        {templates.isError && <ErrorNotice what={t('editor.failed')} error={templates.error} onRetry={() => void templates.refetch()} />}
        {templates.data && template && (
          <>
            <div className="plan-choice">
              <Select label={t('editor.list')} value={template.code} options={templates.data.map(({ code, body }) => ({ value: code, label: `${code} · ${body.title[f.language]}` }))} onChange={(event) => setChosen(event.target.value)} />
            </div>
            <WithdrawnTemplates onBack={setChosen} />
            <TemplateEditor key={template.templateId} template={template} templates={templates.data} onCode={setChosen} />
          </>
        )}
      </div>
    </div>
  );
}
