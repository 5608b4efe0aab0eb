import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { z } from 'zod';
import { notGivenReasons, type Vaccination, vaccinationRoutes, vaccinationSites, vaccinationSources, vaccinationStatuses, type Vaccine } from '#contract/prevention.ts';
import type { Outputs } from '#contract/index.ts';
import { useKeptForm } from '../drafts/use-kept-form.tsx';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { SearchField } from '../referrals/search-field.tsx';
import { readNumber } from '../text/typed-number.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { useCommand } from '../treatments/use-command.ts';
import { useTreatmentWords } from '../treatments/use-treatment-words.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, FieldError, Select, TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { LiveNote } from './live-note.tsx';
import { matchingVaccines } from './vaccine-search.ts';
import { WithdrawForm } from './withdraw-form.tsx';

export interface VaccinationFormProps {
  readonly patientId: string;
  /** Null: a new one. */
  readonly vaccination: Vaccination | null;
  /** Key of the vaccine a new one begins with. */
  readonly vaccine?: string | undefined;
  readonly live: Outputs['prevention']['vaccinations']['live'];
  readonly onSaved: (vaccinationId: string) => void;
  readonly onClose: () => void;
}

/** What is typed of a vaccination, as it is kept while one writes. */
const written = z.object({
  chosen: z.object({ key: z.string().nullable(), text: z.string() }).nullable(), status: z.enum(vaccinationStatuses), reason: z.string(), reasonNote: z.string(), givenOn: z.string(), lot: z.string(), expiresOn: z.string(), site: z.string(), route: z.string(), doseNumber: z.string(), source: z.string(), note: z.string(),
});

/** A vaccination: which vaccine, given or why not, when, its lot and where it is known from. */
export function VaccinationForm({ patientId, vaccination, vaccine, live, onSaved, onClose }: VaccinationFormProps): ReactElement {
  const { t } = useTranslation('prevention');
  const f = useFormat();
  const words = useTreatmentWords();
  const catalogue = useQuery(api.prevention.vaccines.queryOptions({ input: {}, staleTime: Infinity }));
  const vaccines = catalogue.data?.vaccines ?? [];
  const [vaccinationId] = useState(() => vaccination?.id ?? v7());
  const { value: { chosen, status, reason, reasonNote, givenOn, lot, expiresOn, site, route, doseNumber, source, note }, change, offer, finish } = useKeptForm({
    form: 'vaccination', recordId: vaccination?.id ?? patientId, start: {
      chosen: vaccination ? { key: vaccination.vaccine, text: vaccination.text } : vaccine ? { key: vaccine, text: '' } : null, status: vaccination?.status ?? 'completed', reason: vaccination?.reason ?? '', reasonNote: vaccination?.reasonNote ?? '',
      givenOn: vaccination ? (vaccination.givenOn ?? '') : f.today, lot: vaccination?.lot ?? '', expiresOn: vaccination?.expiresOn ?? '', site: vaccination?.site ?? '', route: vaccination?.route ?? '', doseNumber: vaccination?.doseNumber?.toString() ?? '',
      source: vaccination?.source ?? 'given-here', note: vaccination?.note ?? '',
    }, schema: written,
  });
  const [text, setText] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const [isTried, setIsTried] = useState(false);
  const [isMistake, setIsMistake] = useState(false);
  const save = useCommand((input: Parameters<typeof client.prevention.saveVaccination>[0]) => client.prevention.saveVaccination(input), t('vaccination.done'), () => {
    finish();
    onSaved(vaccinationId);
    onClose();
  });
  const listed: Vaccine | undefined = vaccines.find(({ key }) => key === chosen?.key);
  const isGiven = status === 'completed';
  const day = typedDate(givenOn, true);
  const expiry = typedDate(expiresOn, true);
  const dose = doseNumber.trim() === '' ? null : readNumber(doseNumber);
  const isDoseWrong = dose !== null && !(typeof dose === 'number' && Number.isInteger(dose) && dose >= 1 && dose <= 20);
  const mustConfirm = words.issue(save.error, 'confirmed') !== undefined;
  const isKnown = hasCode(save.error, 'DUPLICATE');
  const submit = (): void => {
    setIsTried(true);
    if (!chosen || day === null || (!isGiven && reason === '') || (isGiven && (isDoseWrong || (expiresOn.trim() !== '' && expiry === null)))) return;
    save.mutate({
      vaccinationId, patientId, expectedVersion: vaccination?.version ?? null, vaccine: chosen.key, text: chosen.text, status, reason: isGiven ? null : (notGivenReasons.find((one) => one === reason) ?? null), reasonNote: isGiven ? '' : reasonNote,
      givenOn: day, lot: isGiven ? lot : '', expiresOn: isGiven ? expiry : null, site: vaccinationSites.find((one) => one === site) ?? null, route: vaccinationRoutes.find((one) => one === route) ?? null,
      doseNumber: isGiven && typeof dose === 'number' ? dose : null, source: vaccinationSources.find((one) => one === source) ?? 'given-here', note, confirmed,
    });
  };
  if (isMistake && vaccination) return <WithdrawForm title={vaccination.text} label={t('vaccination.mistakeReason')} submit={t('vaccination.remove')} said={t('vaccination.withdrawn')} send={(why) => client.prevention.withdrawVaccination({ vaccinationId, expectedVersion: vaccination.version, reason: why })} onClose={onClose} />;
  return (
    <FormFrame
      title={t(vaccination ? 'vaccination.correct' : 'vaccination.add')}
      submit={t('vaccination.save')}
      onSubmit={submit}
      onClose={onClose}
      isBusy={save.isPending}
      error={isKnown || (mustConfirm && !confirmed) ? null : save.error}
      more={
        vaccination && (
          <Button tone="text" onClick={() => setIsMistake(true)}>
            {t('vaccination.mistake')}
          </Button>
        )
      }
    >
      {offer}
      {chosen ? (
        <div className="field">
          <span className="field-label">{t('vaccination.which')}</span>
          <div className="request-chosen">
            <span className="grow">
              <b>{listed?.label[f.language] ?? chosen.text}</b> <span className="meta">{[listed?.live && t('vaccination.live'), listed && `CVX ${listed.cvx[0] ?? ''}`].filter(Boolean).join(' · ')}</span>
            </span>
            <Button small tone="text" onClick={() => change({ chosen: null })}>
              {t('vaccination.change')}
            </Button>
          </div>
        </div>
      ) : (
        <SearchField
          label={t('vaccination.which')}
          help={t('vaccination.whichHelp')}
          error={isTried ? words.required : undefined}
          text={text}
          onText={setText}
          autoFocus
          options={[
            ...matchingVaccines(text, vaccines).map((one) => ({
              key: one.key,
              choose: () => change({ chosen: { key: one.key, text: '' } }),
              content: (
                <>
                  <span className="grow ellipsis">{one.label[f.language]}</span>
                  <span className="meta no-wrap">{one.live ? t('vaccination.live') : ''}</span>
                </>
              ),
            })),
            ...(text.trim().length > 2 ? [{ key: 'words', choose: () => change({ chosen: { key: null, text: text.trim() } }), content: <span className="ellipsis">{t('vaccination.asWords', { text: text.trim() })}</span> }] : []),
          ]}
        />
      )}
      {isKnown && <FieldError text={t('vaccination.duplicate')} />}
      {listed?.live === true && isGiven && live && <LiveNote finding={live} />}
      <SegmentedField label={t('vaccination.outcome')} value={status} onChange={(next) => change({ status: next })} options={[{ value: 'completed', label: t('vaccination.given') }, { value: 'not-done', label: t('vaccination.notGiven') }]} />
      {!isGiven && (
        <>
          <Select
            label={t('vaccination.reason')} value={reason} placeholder={t('vaccination.unknown')} error={isTried && reason === '' ? words.required : undefined}
            options={notGivenReasons.map((one) => ({ value: one, label: t(`reasonName.${one}`) }))} onChange={(event) => change({ reason: event.target.value })}
          />
          <TextField label={t('vaccination.reasonNote')} optional value={reasonNote} maxLength={300} onChange={(event) => change({ reasonNote: event.target.value })} />
        </>
      )}
      <DateField key={chosen ? 'chosen' : 'open'} label={t(isGiven ? 'vaccination.givenOn' : 'vaccination.notGivenOn')} partial autoFocus={chosen !== null} value={givenOn} error={words.issue(save.error, 'givenOn') ?? (isTried && day === null ? words.required : undefined)} onChange={(next) => change({ givenOn: next })} />
      {isGiven && (
        <>
          <div className="treatment-fields treatment-fields-two">
            <TextField label={t('vaccination.lotField')} optional value={lot} maxLength={40} onChange={(event) => change({ lot: event.target.value })} />
            <DateField label={t('vaccination.expiresOn')} partial optional value={expiresOn} error={words.issue(save.error, 'expiresOn')} onChange={(next) => change({ expiresOn: next })} />
          </div>
          <div className="treatment-fields treatment-fields-two">
            <Select label={t('vaccination.site')} value={site} placeholder={t('vaccination.unknown')} options={vaccinationSites.map((one) => ({ value: one, label: t(`siteName.${one}`) }))} onChange={(event) => change({ site: event.target.value })} />
            <Select label={t('vaccination.route')} value={route} placeholder={t('vaccination.unknown')} options={vaccinationRoutes.map((one) => ({ value: one, label: t(`routeName.${one}`) }))} onChange={(event) => change({ route: event.target.value })} />
          </div>
          <TextField label={t('vaccination.doseNumber')} optional inputMode="numeric" value={doseNumber} error={isDoseWrong ? t('vaccination.doseInvalid') : undefined} onChange={(event) => change({ doseNumber: event.target.value })} />
        </>
      )}
      <Select label={t('vaccination.source')} value={source} options={vaccinationSources.map((one) => ({ value: one, label: t(`sourceName.${one}`) }))} onChange={(event) => change({ source: event.target.value })} />
      <TextField label={t('vaccination.note')} optional value={note} maxLength={500} onChange={(event) => change({ note: event.target.value })} />
      {(mustConfirm || confirmed) && (
        <div className="note note-warn stack">
          <p>{t('vaccination.confirmWanted')}</p>
          <Checkbox label={t('vaccination.confirm')} checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)} />
        </div>
      )}
    </FormFrame>
  );
}
