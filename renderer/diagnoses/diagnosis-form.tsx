import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { z } from 'zod';
import { type Diagnosis, diagnosisStatuses, type DiagnosisSigns, diagnosisVerifications, signNames } from '#contract/diagnoses.ts';
import { useKeptForm } from '../drafts/use-kept-form.tsx';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { SearchField } from '../referrals/search-field.tsx';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { useCommand } from '../treatments/use-command.ts';
import { useTreatmentWords } from '../treatments/use-treatment-words.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { FieldError, Select } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { matchingDiagnoses } from './diagnosis-search.ts';

export interface DiagnosisFormProps {
  readonly patientId: string;
  /** Null: a new one. */
  readonly diagnosis: Diagnosis | null;
  readonly onSaved: (diagnosisId: string) => void;
  readonly onClose: () => void;
}

const noSigns: DiagnosisSigns = { rheumatoidFactor: null, antiCcp: null, ana: null, hlaB27: null, erosions: null };

const sign = z.enum(['positive', 'negative']).nullable();
/** What is typed of a diagnosis, as it is kept while one writes. */
const written = z.object({
  chosen: z.object({ code: z.string().nullable(), text: z.string() }).nullable(), status: z.string(), verification: z.string(), onsetOn: z.string(), endedOn: z.string(), signs: z.object({ rheumatoidFactor: sign, antiCcp: sign, ana: sign, hlaB27: sign, erosions: sign }),
});

/** A diagnosis or comorbidity: which, since when, how sure, how it stands, what the antibodies say. */
export function DiagnosisForm({ patientId, diagnosis, onSaved, onClose }: DiagnosisFormProps): ReactElement {
  const { t } = useTranslation('diagnoses');
  const f = useFormat();
  const words = useTreatmentWords();
  const [diagnosisId] = useState(() => diagnosis?.id ?? v7());
  const catalogue = useQuery(api.diagnoses.catalogue.queryOptions({ input: {}, staleTime: Infinity }));
  const { value: { chosen, status, verification, onsetOn, endedOn, signs }, change, offer, finish } = useKeptForm({
    form: 'diagnosis', recordId: diagnosis?.id ?? patientId, start: {
      chosen: diagnosis && { code: diagnosis.code, text: diagnosis.text }, status: diagnosis === null || diagnosis.isOpen ? 'active' : diagnosis.status === 'remission' ? 'remission' : 'resolved', verification: diagnosis?.verification ?? 'confirmed',
      onsetOn: diagnosis?.onsetOn ?? '', endedOn: diagnosis?.endedOn ?? '', signs: diagnosis?.signs ?? noSigns,
    }, schema: written,
  });
  const [text, setText] = useState('');
  const [isTried, setIsTried] = useState(false);
  const save = useCommand((input: Parameters<typeof client.diagnoses.save>[0]) => client.diagnoses.save(input), t('form.done'), () => {
    finish();
    onSaved(diagnosisId);
    onClose();
  });
  const withdraw = useCommand((input: Parameters<typeof client.diagnoses.withdraw>[0]) => client.diagnoses.withdraw(input), t('form.withdrawn'), onClose);
  const isOver = status !== 'active';
  const dates = [onsetOn, isOver ? endedOn : ''];
  const submit = (): void => {
    setIsTried(true);
    if (!chosen || dates.some((date) => date.trim() !== '' && typedDate(date, true) === null)) return;
    save.mutate({
      diagnosisId, patientId, expectedVersion: diagnosis?.version ?? null, code: chosen.code, text: chosen.text, status: diagnosisStatuses.find((one) => one === status) ?? 'active',
      verification: diagnosisVerifications.find((one) => one === verification) ?? 'confirmed', onsetOn: typedDate(onsetOn, true), endedOn: isOver ? typedDate(endedOn, true) : null, signs,
    });
  };
  const typed = text.trim();
  const found = matchingDiagnoses(typed, catalogue.data?.diagnoses ?? []);
  const isKnown = hasCode(save.error, 'DUPLICATE');
  return (
    <FormFrame
      title={t(diagnosis ? 'form.correct' : 'form.add')}
      submit={t('form.save')}
      onSubmit={submit}
      onClose={onClose}
      isBusy={save.isPending || withdraw.isPending}
      error={isKnown ? null : (save.error ?? withdraw.error)}
      more={
        diagnosis && (
          <Button tone="text" onClick={() => withdraw.mutate({ diagnosisId, expectedVersion: diagnosis.version })}>
            {t('form.mistake')}
          </Button>
        )
      }
    >
      {offer}
      {chosen ? (
        <div className="field">
          <span className="field-label">{t('form.what')}</span>
          <div className="request-chosen">
            <span className="grow">
              <b>{chosen.text}</b> {chosen.code && <span className="meta tabular">{chosen.code}</span>}
            </span>
            <Button small tone="text" onClick={() => change({ chosen: null })}>
              {t('form.change')}
            </Button>
          </div>
        </div>
      ) : (
        <SearchField
          label={t('form.what')}
          help={t('form.whatHelp')}
          error={isTried ? words.required : undefined}
          text={text}
          onText={setText}
          autoFocus
          options={[
            ...found.map((one) => ({
              key: one.code,
              choose: () => change({ chosen: { code: one.code, text: one.label[f.language] } }),
              content: (
                <>
                  <span className="grow ellipsis">{one.label[f.language]}</span>
                  <span className="meta tabular no-wrap">{one.code}</span>
                </>
              ),
            })),
            ...(typed.length > 2 ? [{ key: 'words', choose: () => change({ chosen: { code: null, text: typed } }), content: <span className="ellipsis">{t('form.asWords', { text: typed })}</span> }] : []),
          ]}
        />
      )}
      {isKnown && <FieldError text={t('form.duplicate')} />}
      <DateField key={chosen ? 'chosen' : 'open'} label={t('form.onset')} partial optional autoFocus={chosen !== null} value={onsetOn} error={words.issue(save.error, 'onsetOn')} onChange={(next) => change({ onsetOn: next })} />
      <Select label={t('form.status')} value={status} options={diagnosisStatuses.map((one) => ({ value: one, label: t(`status.${one}`) }))} onChange={(event) => change({ status: event.target.value })} />
      {isOver && <DateField label={t('form.ended')} partial optional value={endedOn} error={words.issue(save.error, 'endedOn')} onChange={(next) => change({ endedOn: next })} />}
      <Select label={t('form.verification')} value={verification} options={diagnosisVerifications.map((one) => ({ value: one, label: t(`verification.${one}`) }))} onChange={(event) => change({ verification: event.target.value })} />
      <div className="diagnosis-signs">
        {signNames.map((name) => (
          <Select
            key={name}
            label={t(`sign.${name}`)}
            value={signs[name] ?? ''}
            placeholder={t('sign.unknown')}
            options={[{ value: 'positive', label: t(name === 'erosions' ? 'sign.present' : 'sign.positive') }, { value: 'negative', label: t(name === 'erosions' ? 'sign.absent' : 'sign.negative') }]}
            onChange={(event) => change({ signs: { ...signs, [name]: event.target.value === 'positive' || event.target.value === 'negative' ? event.target.value : null } })}
          />
        ))}
      </div>
    </FormFrame>
  );
}
