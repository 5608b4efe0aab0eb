import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { minimumPassphrase } from '#contract/exports.ts';
import type { Outputs } from '#contract/index.ts';
import type { ExtractPeople, ExtractScope, Study } from '#contract/research.ts';
import { api } from '../link/client.ts';
import { hasCode, toFailure } from '../link/failure.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Checkbox, FieldGroup, Select, TextField } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { type ExtractWork, useExtractRun } from './use-extract-run.ts';

interface ExtractFormProps {
  readonly study: Study;
  readonly groups: Outputs['research']['studies']['groups'];
  /** The cohort one came from. */
  readonly cohortId: string | undefined;
}

const kinds = ['clinic', 'diagnosis', 'cohort'] as const;
type Kind = (typeof kinds)[number];

/** Null until it is said which groups, or which cohort. */
function scopeOf(kind: Kind, groups: readonly string[], cohortId: string): ExtractScope | null {
  if (kind === 'cohort') return cohortId === '' ? null : { kind, cohortId };
  if (kind === 'diagnosis') return groups.length === 0 ? null : { kind, groups: [...groups] };
  return { kind };
}

/** Of whom an extract is, who is left out and why, and the file. */
export function ExtractForm({ study, groups, cohortId }: ExtractFormProps): ReactElement {
  const { t } = useTranslation('research');
  const f = useFormat();
  const work = useExtractRun();
  const mayUseCohorts = usePermission('cohort.use');
  const [kind, setKind] = useState<Kind>(cohortId === undefined ? 'clinic' : 'cohort');
  const [cohort, setCohort] = useState(cohortId ?? '');
  const cohorts = useQuery(api.cohorts.list.queryOptions({ enabled: mayUseCohorts }));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [encrypts, setEncrypts] = useState(true);
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const scope = scopeOf(kind, chosen, cohort);
  const preview = useQuery(api.research.preview.queryOptions({ input: { scope: scope ?? { kind: 'clinic' } }, enabled: scope !== null }));
  const people = scope === null ? null : (preview.data ?? null);
  const tooShort = encrypts && passphrase.length < minimumPassphrase;
  const isWeak = work.phase.name === 'failed' && JSON.stringify(toFailure(work.phase.error).data ?? '').includes('WEAK_PASSWORD');
  const isTooFew = people !== null && people.included < study.smallestCell;
  const start = (): void => {
    setTried(true);
    if (work.phase.name === 'running' || scope === null || tooShort || isTooFew) return;
    work.start({ studyId: study.id, scope, passphrase: encrypts ? passphrase : null });
  };
  return (
    <Sheet title={t('form.title')}>
      <form
        className="research-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <p className="ink-2">{t('form.holds')}</p>
        <SegmentedField label={t('form.whose')} value={kind} onChange={setKind} options={kinds.filter((value) => value !== 'cohort' || mayUseCohorts).map((value) => ({ value, label: t(`scope.${value}`) }))} />
        {kind === 'cohort' && (
          <Select
            label={t('form.cohort')} placeholder={t('form.cohortMissing')} value={cohort} options={(cohorts.data?.cohorts ?? []).map(({ id, name }) => ({ value: id, label: name }))} onChange={(event) => setCohort(event.target.value)}
            {...(tried && cohort === '' ? { error: t('form.cohortMissing') } : {})}
          />
        )}
        {kind === 'diagnosis' && (
          <FieldGroup label={t('form.groups')} error={tried && scope === null ? t('form.groupsMissing') : undefined}>
            <div className="research-groups">
              {groups.map(({ code, label }) => (
                <Checkbox key={code} label={label[f.language]} checked={chosen.includes(code)} onChange={(event) => setChosen(event.target.checked ? [...chosen, code] : chosen.filter((one) => one !== code))} />
              ))}
            </div>
          </FieldGroup>
        )}
        {preview.isError && <ErrorNotice what={t('form.countFailed')} error={preview.error} onRetry={() => void preview.refetch()} />}
        {scope !== null && !preview.isError && (people ? <PeopleCounts people={people} isTooFew={isTooFew} /> : <p className="note" role="status">{t('form.counting')}</p>)}
        <Checkbox label={t('form.encrypt')} checked={encrypts} onChange={(event) => setEncrypts(event.target.checked)} />
        {encrypts && (
          <TextField
            label={t('form.passphrase')} help={t('form.passphraseHelp')} type="password" autoComplete="new-password" value={passphrase} onChange={(event) => setPassphrase(event.target.value)}
            {...((tried && tooShort) || isWeak ? { error: t(tooShort ? 'form.passphraseShort' : 'form.passphraseWeak', { count: minimumPassphrase }) } : {})}
          />
        )}
        {work.phase.name === 'failed' && !isWeak && (hasCode(work.phase.error, 'ILLEGAL_STATE') ? <p className="note note-warn" role="alert">{t('form.tooFew')}</p> : <ErrorNotice what={t('run.failed')} error={work.phase.error} kept />)}
        <ExtractFoot work={work} isHeld={isTooFew} />
      </form>
    </Sheet>
  );
}

/** Who is in it, and why the others are not. */
function PeopleCounts({ people, isTooFew }: { readonly people: ExtractPeople; readonly isTooFew: boolean }): ReactElement {
  const { t } = useTranslation('research');
  const f = useFormat();
  const left = (['unasked', 'refused', 'withdrawn', 'closed'] as const).filter((reason) => people[reason] > 0);
  return (
    <div className={isTooFew ? 'note note-warn' : 'note'} role="status">
      <div className="stack">
        <dl className="research-counts">
          {(['chosen', 'included', ...left] as const).map((name) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt className={name === 'included' ? 'strong' : undefined}>{f.number(people[name])}</dt>
              <dd className={name === 'included' ? 'strong' : undefined}>{t(`form.${name}`)}</dd>
            </div>
          ))}
        </dl>
        {isTooFew && <p>{t('form.tooFew')}</p>}
        {people.unasked > 0 && <p>{t('form.nobodyAsked')}</p>}
      </div>
    </div>
  );
}

function ExtractFoot({ work, isHeld }: { readonly work: ExtractWork; readonly isHeld: boolean }): ReactElement {
  const { t } = useTranslation('research');
  const f = useFormat();
  const { phase } = work;
  if (phase.name === 'running') {
    const { done, total } = phase.step ?? { done: 0, total: 0 };
    const percent = Math.min(100, Math.round((done / Math.max(total, 1)) * 100));
    return (
      <div className="research-foot">
        <div className="grow stack">
          <span role="status" className="tabular">{phase.stopping ? t('run.stopping') : t('run.step', { percent: f.number(percent) })}</span>
          <div className="research-track" role="progressbar" aria-label={t('run.progress')} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
            <div className="research-bar" style={{ width: `${percent}%` }} />
          </div>
        </div>
        <Button icon="stop" disabled={phase.stopping} onClick={work.stop} focusOnMount>
          {t('run.stop')}
        </Button>
      </div>
    );
  }
  const end = phase.name === 'ended' ? phase.end : null;
  return (
    <div className="research-foot">
      <Button tone="primary" type="submit" icon="download" disabled={isHeld}>
        {t('form.start')}
      </Button>
      <span role="status">
        {end?.kind === 'ready' && t('run.done', { name: end.file.name, count: end.people.included, number: f.number(end.people.included) })}
        {end?.kind === 'cancelled' && t('run.cancelled')}
      </span>
    </div>
  );
}
