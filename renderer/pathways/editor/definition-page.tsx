import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdministrationBar } from '../../administration/administration-bar.tsx';
import { usePlanCommand } from '../../follow-up-plans/use-plan-command.ts';
import { api, client } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Select } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { DefinitionEditor } from './definition-editor.tsx';
import { NewDefinitionForm } from './new-definition-form.tsx';
import { RetireForm } from './retire-form.tsx';
import { useWrittenDefinition } from './use-written-definition.ts';
import { WrittenOffer } from './written-offer.tsx';

/** The definitions of pathways: one is chosen, changed, tried and kept as the next version; another is begun; one is closed to new people. */
export function PathwayDefinitionsPage(): ReactElement {
  const { t } = useTranslation(['pathways', 'administration']);
  const f = useFormat();
  const navigate = useNavigate();
  const { code: asked } = useSearch({ from: '/administration/pathways' });
  const [form, setForm] = useState<'new' | 'retire' | null>(null);
  const writing = useWrittenDefinition();
  const definitions = useQuery(api.pathways.definitions.queryOptions({ input: {} }));
  const known = definitions.data ?? [];
  const { kept } = writing;
  const isKnown = (code: string): boolean => known.some((one) => one.code === code);
  // Once its first version is on file, a pathway is among the others.
  const written = writing.written && writing.isFinished && isKnown(writing.written.code) ? null : writing.written;
  const chosen = written ? undefined : (known.find(({ code }) => code === asked) ?? known[0]);
  const read = useQuery(api.pathwayEditor.read.queryOptions({ input: { definitionId: chosen?.definitionId ?? '' }, enabled: chosen !== undefined, refetchOnWindowFocus: false }));
  const offer = usePlanCommand((input: Parameters<typeof client.pathwayEditor.offer>[0]) => client.pathwayEditor.offer(input), { said: t('retire.offered') });
  const failed = definitions.error ?? (chosen ? read.error : null);
  const show = (code: string): void => void navigate({ to: '/administration/pathways', search: { code }, replace: true });
  const nameOf = ({ label, retired }: (typeof known)[number]): string => (retired ? t('retire.named', { label: label[f.language] }) : label[f.language]);
  return (
    <div className="page">
      <AdministrationBar current="pathways" />
      <div className="page-body" id="administration-panel" role="tabpanel" aria-label={t('administration:part.pathways')}>
        {failed && <ErrorNotice what={t('failed')} error={failed} onRetry={() => void Promise.all([definitions.refetch(), read.refetch()])} />}
        <div className="pathway-chosen">
          {chosen && <Select label={t('propose.pathway')} value={chosen.code} options={known.map((one) => ({ value: one.code, label: nameOf(one) }))} onChange={(event) => show(event.target.value)} />}
          {written && <h2>{t('begin.writing', { label: written.draft.body.label[f.language] })}</h2>}
          {written ? (
            <>
              <Button onClick={writing.putAside}>{t('begin.putAside')}</Button>
              <Button tone="text" onClick={writing.discard}>{t('begin.drop')}</Button>
            </>
          ) : (
            <>
              <Button icon="plus" disabled={form !== null || kept !== null || !writing.isReady} onClick={() => setForm('new')}>{t('begin.action')}</Button>
              {chosen && !chosen.retired && <Button tone="text" disabled={form !== null} onClick={() => setForm('retire')}>{t('retire.action')}</Button>}
            </>
          )}
        </div>
        {!written && kept && <WrittenOffer {...kept} isTaken={kept.written !== null && isKnown(kept.written.code)} onResume={writing.resume} onDiscard={writing.discard} />}
        {chosen?.retired && (
          <div className="note note-warn pathway-closed">
            <span className="grow">{t('retire.said', { date: f.instantDate(chosen.retired.at), by: chosen.retired.by, reason: chosen.retired.reason })}</span>
            <Button small disabled={offer.isPending} onClick={() => offer.mutate({ code: chosen.code })}>{t('retire.offer')}</Button>
          </div>
        )}
        {offer.error && <ErrorNotice what={t('editor.notSaved')} error={offer.error} />}
        {form === 'new' && (
          <div className="pathway-begun">
            <NewDefinitionForm definitions={known} onClose={() => setForm(null)} onBegun={(one) => { writing.begin(one); setForm(null); }} />
          </div>
        )}
        {form === 'retire' && chosen && <div className="pathway-begun"><RetireForm code={chosen.code} onClose={() => setForm(null)} /></div>}
        {!failed && !written && form !== 'new' && read.data === undefined && <SkeletonRows rows={10} />}
        {written && <DefinitionEditor key={written.code} definition={{ ...written, definitionId: null, version: t('begin.first') }} begun={written} onSaved={() => { show(written.code); writing.finish(); }} />}
        {form !== 'new' && chosen && read.data?.definitionId === chosen.definitionId && <DefinitionEditor key={read.data.definitionId} definition={read.data} />}
      </div>
    </div>
  );
}
