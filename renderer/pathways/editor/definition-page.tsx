import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { AdministrationBar } from '../../administration/administration-bar.tsx';
import { api } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Select } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { DefinitionEditor } from './definition-editor.tsx';

/** The definitions of pathways: one is chosen, changed, tried and kept as the next version. */
export function PathwayDefinitionsPage(): ReactElement {
  const { t } = useTranslation(['pathways', 'administration']);
  const f = useFormat();
  const navigate = useNavigate();
  const { code: asked } = useSearch({ from: '/administration/pathways' });
  const definitions = useQuery(api.pathways.definitions.queryOptions({ input: {} }));
  const chosen = definitions.data?.find(({ code }) => code === asked) ?? definitions.data?.[0];
  const read = useQuery(api.pathwayEditor.read.queryOptions({ input: { definitionId: chosen?.definitionId ?? '' }, enabled: chosen !== undefined, refetchOnWindowFocus: false }));
  const failed = definitions.error ?? read.error;
  return (
    <div className="page">
      <AdministrationBar current="pathways" />
      <div className="page-body" id="administration-panel" role="tabpanel" aria-label={t('administration:part.pathways')}>
        {failed && <ErrorNotice what={t('failed')} error={failed} onRetry={() => void Promise.all([definitions.refetch(), read.refetch()])} />}
        {chosen && (
          <div className="plan-choice">
            <Select label={t('propose.pathway')} value={chosen.code} options={(definitions.data ?? []).map(({ code, label }) => ({ value: code, label: label[f.language] }))} onChange={(event) => void navigate({ to: '/administration/pathways', search: { code: event.target.value }, replace: true })} />
          </div>
        )}
        {!failed && read.data === undefined && <SkeletonRows rows={10} />}
        {read.data && read.data.definitionId === chosen?.definitionId && <DefinitionEditor key={read.data.definitionId} definition={read.data} />}
      </div>
    </div>
  );
}
