import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RulesetVersion } from '#contract/rules';
import { AdministrationBar } from '../administration/administration-bar.tsx';
import { api } from '../link/client.ts';
import { useTriageWords } from '../referrals/use-triage-words.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Chip } from '../ui/chip.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { ReplayPanel } from './replay-panel.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { blankRule, formOf, type RuleForm } from './rule-form.ts';
import { RuleList } from './rule-list.tsx';
import { SignPanel } from './sign-panel.tsx';
import { VignetteSheet } from './vignette-sheet.tsx';

const views = ['rules', 'vignettes', 'replay', 'signing'] as const;
type View = (typeof views)[number];

/** The workbench of the triage rules: versions at the left, one of them read, changed, tried and signed at the right. */
export function RulesPage(): ReactElement {
  const { t } = useTranslation('rules');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const list = useQuery(api.rules.versions.queryOptions());
  const versions = list.data?.versions ?? [];
  const version = versions.find(({ versionId }) => versionId === chosenId) ?? versions.find(({ isInForce }) => isInForce);
  return (
    <div className="page">
      <AdministrationBar current="rules" />
      <div className="rules" id="administration-panel" role="tabpanel" aria-label={t('title')}>
        {list.isPending && <SkeletonRows rows={6} />}
        {list.isError && <ErrorNotice what={t('failed')} error={list.error} onRetry={() => void list.refetch()} />}
        {version && (
          <>
            <nav className="rules-versions" aria-label={t('versions.title')}>
              {versions.map((one) => (
                <VersionLine key={one.versionId} version={one} isCurrent={one.versionId === version.versionId} onChoose={() => setChosenId(one.versionId)} />
              ))}
            </nav>
            <VersionPane key={version.versionId} version={version} onMade={setChosenId} />
          </>
        )}
      </div>
    </div>
  );
}

function VersionLine({ version: { version, change, isInForce, origin }, isCurrent, onChoose }: { readonly version: RulesetVersion; readonly isCurrent: boolean; readonly onChoose: () => void }): ReactElement {
  const { t } = useTranslation('rules');
  return (
    <button type="button" className="rules-version" aria-current={isCurrent ? 'true' : undefined} onClick={onChoose}>
      <span className="row">
        <b className="tabular">{version}</b>
        {isInForce && <Chip tone="ok" icon="check">{t('versions.inForce')}</Chip>}
      </span>
      <span className="meta ellipsis">{change ? t(change.kind === 'off' ? 'versions.switchedOff' : 'versions.changed', { ruleId: change.ruleId }) : origin === 'built-in' && t('versions.shipped')}</span>
    </button>
  );
}

function VersionPane({ version, onMade }: { readonly version: RulesetVersion; readonly onMade: (versionId: string) => void }): ReactElement {
  const { t } = useTranslation('rules');
  const f = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const words = useTriageWords();
  const mayChange = usePermission('triage.override');
  const [view, setView] = useState<View>('rules');
  const [editing, setEditing] = useState<{ readonly form: RuleForm; readonly isNew: boolean } | null>(null);
  const { versionId, change } = version;
  const read = useQuery(api.rules.read.queryOptions({ input: { versionId } }));
  const saved = async (made: { readonly versionId: string; readonly version: string }): Promise<void> => {
    await queries.invalidateQueries({ queryKey: api.rules.versions.key() });
    toast({ text: t('saved', { version: made.version }) });
    onMade(made.versionId);
  };
  const [signature] = version.signatures;
  return (
    <div className="rules-main">
      <header className="rules-head">
        <h2 className="title">{t('version.title', { version: version.version })}</h2>
        {change && (
          <p className="meta">
            {t('version.from', { from: change.from, by: version.madeBy ?? '', when: f.instant(version.madeAt) })}. {t('version.note', { note: change.note })}
          </p>
        )}
        <p className="meta">{signature ? t('version.signed', { by: signature.by, when: f.instant(signature.at), note: signature.note }) : t('version.unsigned')}</p>
        {!editing && <SegmentedControl label={t('version.view')} value={view} options={views.map((value) => ({ value, label: t(`version.${value}`) }))} onChange={setView} />}
      </header>
      {read.isPending && <SkeletonRows rows={8} />}
      {read.isError && <ErrorNotice what={t('failed')} error={read.error} onRetry={() => void read.refetch()} />}
      {read.data && editing && words && (
        <RuleEditor versionId={versionId} start={editing.form} isNew={editing.isNew} words={words} onSaved={(made) => void saved(made)} onLeave={() => setEditing(null)} />
      )}
      {read.data && !editing && view === 'rules' && (
        <RuleList
          versionId={versionId} version={read.data} mayChange={mayChange} onSaved={(made) => void saved(made)} onAdd={(kind) => setEditing({ form: blankRule(read.data.nextId, kind), isNew: true })}
          onEdit={({ rule }) => {
            const form = formOf(rule);
            if (form) setEditing({ form, isNew: false });
          }}
        />
      )}
      {read.data && !editing && view === 'vignettes' && <VignetteSheet vignettes={read.data.vignettes} />}
      {!editing && view === 'replay' && <ReplayPanel versionId={versionId} isInForce={version.isInForce} />}
      {!editing && view === 'signing' && <SignPanel version={version} mayChange={mayChange} />}
    </div>
  );
}
