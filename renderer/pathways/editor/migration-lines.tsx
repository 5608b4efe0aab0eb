import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathwayMigration } from '#contract/pathway-editor.ts';
import { usePlanWords } from '../../follow-up-plans/use-plan-words.ts';
import { api } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';

/** What the version in force would change for somebody, line by line; or why they cannot be taken over. */
export function MigrationLines({ enrolmentId }: { readonly enrolmentId: string }): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  const preview = useQuery(api.pathwayEditor.previewMigration.queryOptions({ input: { enrolmentId } }));
  const say = useMigrationWords();
  if (preview.isError) return <ErrorNotice what={t('failed')} error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <SkeletonRows rows={3} />;
  const lines = say(preview.data);
  if (preview.data.refusal !== null) return <p className="note note-warn">{t(`migrate.refused.${preview.data.refusal}`)}</p>;
  return lines.length === 0 ? <p className="meta">{t('plans:move.nothing')}</p> : <ul className="pathway-listed">{lines.map((line, index) => <li key={index}>{line}</li>)}</ul>;
}

/** Each change in words. */
function useMigrationWords(): (migration: PathwayMigration) => readonly string[] {
  const { t } = useTranslation(['pathways', 'plans']);
  const f = useFormat();
  const words = usePlanWords();
  return ({ phases, criteriaAdded, criteriaRemoved, steps, interval }) => [
    ...phases.map(({ label, from, to }) => {
      const phase = label[f.language];
      if (from === null) return t('migrate.phaseAdded', { phase, to: f.date(to ?? '') });
      return to === null ? t('migrate.phaseRemoved', { phase }) : t('migrate.phaseMoved', { phase, from: f.date(from), to: f.date(to) });
    }),
    ...criteriaAdded.map((label) => t('migrate.criterionAdded', { label: label[f.language] })), ...criteriaRemoved.map((label) => t('migrate.criterionRemoved', { label: label[f.language] })),
    ...steps.moved.map(words.moved), ...steps.added.map((label) => t('plans:migrate.added', { label: label[f.language] })), ...steps.removed.map((label) => t('plans:migrate.removed', { label: label[f.language] })),
    ...(interval ? [t('migrate.interval', { from: interval.from, to: interval.to })] : []),
  ];
}
