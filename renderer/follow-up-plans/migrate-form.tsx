import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FieldGroup } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import type { PlanFormProps } from './plan-forms.tsx';
import { usePlanCommand } from './use-plan-command.ts';
import { usePlanWords } from './use-plan-words.ts';

/** Takes a plan over to the version of its template that is in force: what that changes is seen before. */
export function MigrateForm({ plan, onClose }: PlanFormProps): ReactElement | null {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const words = usePlanWords();
  const { newer } = plan;
  const preview = useQuery(api.plans.previewMigration.queryOptions({ input: { planId: plan.id, templateId: newer?.templateId ?? '' }, enabled: newer !== null }));
  const version = newer?.version ?? '';
  const migrate = usePlanCommand((input: Parameters<typeof client.plans.migrate>[0]) => client.plans.migrate(input), { said: t('migrate.done', { version }), onClose });
  if (newer === null) return null;
  const lines = preview.data && [
    ...preview.data.moved.map(words.moved),
    ...preview.data.added.map((label) => t('migrate.added', { label: label[f.language] })), ...preview.data.removed.map((label) => t('migrate.removed', { label: label[f.language] })),
  ];
  return (
    <FormFrame title={t('migrate.title')} note={`${plan.templateVersion} → ${version}`} submit={t('migrate.save', { version })} onSubmit={() => migrate.mutate({ planId: plan.id, expectedVersion: plan.version, templateId: newer.templateId })} onClose={onClose} isBusy={migrate.isPending} error={migrate.error}>
      <FieldGroup label={t('move.preview')}>
        {preview.isPending && <SkeletonRows rows={3} />}
        {preview.isError && <ErrorNotice what={t('failed')} error={preview.error} onRetry={() => void preview.refetch()} />}
        {lines && (lines.length === 0 ? <p className="meta">{t('move.nothing')}</p> : <ul className="plan-preview">{lines.map((line, index) => <li key={index}>{line}</li>)}</ul>)}
      </FieldGroup>
    </FormFrame>
  );
}
