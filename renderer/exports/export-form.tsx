import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExportContent, exportContents, type ExportFormat, exportFormats, type ExportPurpose, exportPurposes, minimumPassphrase } from '#contract/exports.ts';
import { noFilters } from '#contract/registry.ts';
import { api } from '../link/client.ts';
import { toFailure } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Checkbox, FieldGroup, Select, TextArea, TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { type ChosenPeople, PeopleChoice, scopeOf } from './people-choice.tsx';
import { type ExportRun, useExportRun } from './use-export-run.ts';

/** What leaves, in which form, why, and under which passphrase. */
export function ExportForm(): ReactElement {
  const { t } = useTranslation('exports');
  const f = useFormat();
  const run = useExportRun();
  const asked = useSearch({ from: '/exports' });
  const [people, setPeople] = useState<ChosenPeople>(() => ({
    whose: asked.cohortId !== undefined ? 'cohort' : asked.patientId === undefined ? (asked.text === undefined && asked.filters === undefined ? 'clinic' : 'list') : 'patient',
    text: asked.text ?? '', filters: asked.filters ?? noFilters, patientId: asked.patientId ?? null, cohortId: asked.cohortId ?? null,
  }));
  const [contents, setContents] = useState<readonly ExportContent[]>(exportContents);
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [purpose, setPurpose] = useState<ExportPurpose>('care');
  const [note, setNote] = useState('');
  const [encrypts, setEncrypts] = useState(true);
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const scope = scopeOf(people);
  const preview = useQuery(api.exports.preview.queryOptions({ input: { scope: scope ?? { kind: 'clinic' }, contents: [...contents] }, enabled: scope !== null }));
  const withheld = preview.data?.withheld ?? [];
  const leaving = contents.filter((one) => !withheld.includes(one));
  const noWords = (purpose === 'research' || purpose === 'other') && note.trim() === '';
  const tooShort = encrypts && passphrase.length < minimumPassphrase;
  const weak = run.phase.name === 'failed' && issueCodes(run.phase.error).includes('WEAK_PASSWORD');
  const isBusy = run.phase.name === 'running';
  const start = (): void => {
    setTried(true);
    if (isBusy || noWords || tooShort || scope === null) return;
    run.start({ scope, format, contents: [...contents], purpose, note: note.trim() === '' ? null : note.trim(), passphrase: encrypts ? passphrase : null });
  };
  return (
    <Sheet title={t('form.title')}>
      <form
        className="exports-form"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <PeopleChoice people={people} isMissing={tried && scope === null} onChange={setPeople} />
        <FieldGroup label={t('form.contents')}>
          <div className="exports-contents">
            {exportContents.map((one) => (
              <Checkbox key={one} label={t(`content.${one}`)} checked={contents.includes(one) && !withheld.includes(one)} disabled={withheld.includes(one)} onChange={(event) => setContents(event.target.checked ? [...contents, one] : contents.filter((other) => other !== one))} />
            ))}
          </div>
        </FieldGroup>
        <div className="exports-pair">
          <Select label={t('form.format')} value={format} onChange={(event) => setFormat(event.target.value as ExportFormat)} options={exportFormats.map((value) => ({ value, label: t(`format.${value}`) }))} />
          <Select label={t('form.purpose')} value={purpose} onChange={(event) => setPurpose(event.target.value as ExportPurpose)} options={exportPurposes.map((value) => ({ value, label: t(`purpose.${value}`) }))} />
        </div>
        <TextArea label={t('form.note')} help={t('form.noteHelp')} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} {...(tried && noWords ? { error: t('form.noteMissing') } : {})} />
        <Checkbox label={t('form.encrypt')} checked={encrypts} onChange={(event) => setEncrypts(event.target.checked)} />
        {encrypts ? (
          <TextField
            label={t('form.passphrase')} help={t('form.passphraseHelp')} type="password" autoComplete="new-password" value={passphrase} onChange={(event) => setPassphrase(event.target.value)}
            {...((tried && tooShort) || weak ? { error: t(tooShort ? 'form.passphraseShort' : 'form.passphraseWeak', { count: minimumPassphrase }) } : {})}
          />
        ) : (
          <p className="note note-warn">{t('form.plain')}</p>
        )}
        <p className="note" role="status">
          {scope === null ? t('form.nobody') : preview.data ? t('form.leaving', { people: preview.data.people === null ? t('form.many') : t('record.people', { count: preview.data.people, number: f.number(preview.data.people) }), parts: [t('content.identity'), ...leaving.map((one) => t(`content.${one}`))].join(', ') }) : t('form.counting')}
          {preview.data && preview.data.closed > 0 && ` ${t('form.closed', { count: preview.data.closed, number: f.number(preview.data.closed) })}`}
          {withheld.length > 0 && ` ${t('form.withheld', { parts: withheld.map((one) => t(`content.${one}`)).join(', ') })}`}
        </p>
        {(format === 'csv' || format === 'xlsx') && <p className="note">{t(leaving.includes('clinical') ? 'form.registry' : 'form.registryBare')}</p>}
        {run.phase.name === 'failed' && !weak && <ErrorNotice what={t('run.failed')} error={run.phase.error} kept />}
        <ExportFoot run={run} />
      </form>
    </Sheet>
  );
}

/** The button, or where the export is. */
function ExportFoot({ run }: { readonly run: ExportRun }): ReactElement {
  const { t } = useTranslation('exports');
  const f = useFormat();
  const { phase } = run;
  if (phase.name === 'running') {
    const { done, total } = phase.step ?? { done: 0, total: 0 };
    const percent = Math.round((done / Math.max(total, 1)) * 100);
    return (
      <div className="exports-foot">
        <div className="grow stack">
          <span role="status" className="tabular">{phase.stopping ? t('run.stopping') : t('run.step', { done: f.number(done), total: f.number(total) })}</span>
          <div className="exports-track" role="progressbar" aria-label={t('run.progress')} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
            <div className="exports-bar" style={{ width: `${percent}%` }} />
          </div>
        </div>
        <Button icon="stop" disabled={phase.stopping} onClick={run.stop} focusOnMount>
          {t('run.stop')}
        </Button>
      </div>
    );
  }
  const end = phase.name === 'ended' ? phase.end : null;
  const rows = end?.kind === 'ready' ? Object.values(end.counts).reduce((sum, count) => sum + count, 0) : 0;
  return (
    <div className="exports-foot">
      <Button tone="primary" type="submit" icon="download">
        {t('form.start')}
      </Button>
      <span role="status">
        {end?.kind === 'ready' && t('run.done', { name: end.file.name, count: rows, number: f.number(rows) })}
        {end?.kind === 'cancelled' && t('run.cancelled')}
      </span>
    </div>
  );
}

function issueCodes(error: unknown): readonly string[] {
  const data = toFailure(error).data as { readonly issues?: readonly { readonly code: string }[] } | undefined;
  return (data?.issues ?? []).map(({ code }) => code);
}
