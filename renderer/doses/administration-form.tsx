import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { AdministrationForm as FormOf, Dose, WrittenDose } from '#contract/doses.ts';
import { client } from '../link/client.ts';
import { readNumber } from '../text/typed-number.ts';
import { readTime } from '../text/typed-time.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox, FieldError, FieldGroup, Select, TextField } from '../ui/field.tsx';
import { DraftOffer } from '../drafts/draft-offer.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { readAdministrationDraft, type TypedIncident, type WrittenAdministration } from './dose-drafts.ts';
import { useDoseCommand } from './use-dose-command.ts';
import { useDoseWords } from './use-dose-words.ts';

interface AdministrationFormProps {
  readonly form: FormOf;
  readonly dose: Dose;
  /** What was written, where it is corrected; null for a dose that is being given. */
  readonly before: WrittenDose | null;
  readonly onClose: () => void;
}

/** How a dose is given at home, on one page: who it is, what, when, vital signs at each moment, what happened. Or the same, corrected, with why. */
export function AdministrationForm({ form, dose, before, onClose }: AdministrationFormProps): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const phrases = useDoseWords();
  const [id] = useState(() => v7());
  const keyOf = (moment: string, measure: string): string => `${moment}.${measure}`;
  const [blank] = useState((): WrittenAdministration => ({
    reason: '', identifiers: [...(before?.identifiers ?? [])], product: before?.product ?? `${dose.drug[f.language]}, ${dose.dose[f.language]}`, lot: before?.lot ?? '', expiry: before?.expiresOn ?? '',
    times: { started: before?.started ?? '', ended: before?.ended ?? '', observedUntil: before?.observedUntil ?? '' },
    vitals: Object.fromEntries((before?.vitals ?? []).map(({ moment, measure, value }) => [keyOf(moment, measure), f.number(value)])),
    incidents: (before?.incidents ?? []).map((one) => ({ ...one, grade: String(one.grade) })), words: before?.words ?? '',
  }));
  const [typed, setTyped] = useState(blank);
  const { reason, identifiers, product, lot, expiry, times, vitals, incidents, words } = typed;
  const set = (part: Partial<WrittenAdministration>): void => setTyped((now) => ({ ...now, ...part }));
  const draft = useDraft({ form: before ? 'dose-correction' : 'dose-record', recordId: dose.id, value: typed, blank, read: readAdministrationDraft });
  const [isTried, setIsTried] = useState(false);
  const done = (): void => {
    draft.finish();
    onClose();
  };
  const record = useDoseCommand((input: Parameters<typeof client.doses.record>[0]) => client.doses.record(input), { said: ({ escalated }) => t(escalated ? 'record.escalated' : 'record.done'), onDone: done });
  const correct = useDoseCommand((input: Parameters<typeof client.doses.correct>[0]) => client.doses.correct(input), { said: ({ escalated }) => t(escalated ? 'correct.escalated' : 'correct.done'), onDone: done });
  const { error, isPending } = before ? correct : record;
  const expiresOn = typedDate(expiry);
  const wrongVital = (moment: FormOf['moments'][number], measure: FormOf['measures'][number]): string | undefined => {
    const value = readNumber(vitals[keyOf(moment.code, measure.code)] ?? '');
    if (value === null) return moment.required && measure.required ? t('issue.REQUIRED') : undefined;
    return value === 'not-a-number' || value < measure.min || value > measure.max ? t('issue.between', { min: f.number(measure.min), max: f.number(measure.max) }) : undefined;
  };
  const [started, ended, observedUntil] = [readTime(times.started), readTime(times.ended), readTime(times.observedUntil)];
  const isVitalWrong = form.moments.some((moment) => form.measures.some((measure) => wrongVital(moment, measure) !== undefined));
  const isWhole = identifiers.length >= 2 && product.trim() !== '' && lot.trim() !== '' && expiresOn !== null && started !== null && ended !== null && observedUntil !== null && !isVitalWrong && incidents.every(({ grade }) => grade !== '') && (before === null || reason.trim() !== '');
  const refusal = phrases.refusal(error);
  const submit = (): void => {
    setIsTried(true);
    if (!isWhole || expiresOn === null || started === null || ended === null || observedUntil === null) return;
    const written = {
      doseId: dose.id, expectedVersion: dose.version, givenOn: before?.givenOn ?? f.today, started, ended, observedUntil, identifiers, product, lot, expiresOn, words, incidents: incidents.map(({ code, grade, words: said }) => ({ code, grade: Number(grade), words: said })),
      vitals: form.moments.flatMap((moment) => form.measures.flatMap((measure) => {
        const value = readNumber(vitals[keyOf(moment.code, measure.code)] ?? '');
        return typeof value === 'number' ? [{ moment: moment.code, measure: measure.code, value }] : [];
      })),
    };
    if (before) correct.mutate({ ...written, correctionId: id, reason });
    else record.mutate({ ...written, administrationId: id });
  };
  return (
    <FormFrame title={before ? t('correct.title', { number: dose.number }) : form.act.label[f.language]} note={t('record.note', { count: form.observationMinutes })} submit={t(before ? 'correct.save' : 'record.save')} onSubmit={submit} onClose={onClose} isBusy={isPending} error={refusal === null ? error : null}>
      <DraftOffer draft={draft} onResume={setTyped} />
      {before && <TextField label={t('correct.reason')} autoFocus value={reason} maxLength={300} error={isTried && reason.trim() === '' ? t('issue.REQUIRED') : undefined} onChange={(event) => set({ reason: event.target.value })} />}
      <FieldGroup label={t('record.identity')} help={t('record.identityHelp')} error={isTried && identifiers.length < 2 ? t('issue.TWO') : undefined}>
        {form.identifiers.map(({ code, label }) => <Checkbox key={code} label={label[f.language]} checked={identifiers.includes(code)} onChange={(event) => set({ identifiers: event.target.checked ? [...identifiers, code] : identifiers.filter((one) => one !== code) })} />)}
      </FieldGroup>
      <TextField label={t('record.product')} value={product} maxLength={120} error={isTried && product.trim() === '' ? t('issue.REQUIRED') : undefined} onChange={(event) => set({ product: event.target.value })} />
      <div className="plan-two">
        <TextField label={t('record.lot')} value={lot} maxLength={60} error={isTried && lot.trim() === '' ? t('issue.REQUIRED') : undefined} onChange={(event) => set({ lot: event.target.value })} />
        <DateField label={t('record.expiresOn')} value={expiry} onChange={(value) => set({ expiry: value })} error={isTried && expiresOn === null ? t('issue.REQUIRED') : phrases.issue(error, 'expiresOn')} />
      </div>
      <div className="dose-times">
        {([['started', started], ['ended', ended], ['observedUntil', observedUntil]] as const).map(([key, read]) => (
          <TextField
            key={key} label={t(`record.${key}`)} value={times[key]} help={read === null ? undefined : f.time(read)} onChange={(event) => set({ times: { ...times, [key]: event.target.value } })}
            error={!isTried || read !== null ? phrases.issue(error, key) : t(times[key].trim() === '' ? 'issue.REQUIRED' : 'issue.NOT_A_TIME')}
          />
        ))}
      </div>
      <table className="table dose-vitals">
        <caption className="meta-strong">{t('record.vitals')}</caption>
        <thead>
          <tr>
            <th scope="col"><span className="visually-hidden">{t('record.measure')}</span></th>
            {form.moments.map(({ code, label }) => <th key={code} scope="col">{label[f.language]}</th>)}
          </tr>
        </thead>
        <tbody>
          {form.measures.map((measure) => (
            <tr key={measure.code}>
              <th scope="row">{measure.label[f.language]} <span className="meta">{measure.unit?.[f.language]}</span></th>
              {form.moments.map((moment) => {
                const key = keyOf(moment.code, measure.code);
                const wrong = isTried ? wrongVital(moment, measure) : undefined;
                return <td key={key}><input className="input" inputMode="decimal" autoComplete="off" aria-label={`${measure.label[f.language]}, ${moment.label[f.language]}`} aria-invalid={wrong ? true : undefined} title={wrong} value={vitals[key] ?? ''} onChange={(event) => set({ vitals: { ...vitals, [key]: event.target.value } })} /></td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {isTried && isVitalWrong && <FieldError text={t('record.vitalsWrong')} />}
      {incidents.map((incident, index) => {
        const change = (part: Partial<TypedIncident>): void => set({ incidents: incidents.map((one, at) => (at === index ? { ...one, ...part } : one)) });
        return (
          <div key={`${index}`} className="dose-incident">
            <Select label={t('record.incident')} value={incident.code} options={form.incidents.map(({ code, label }) => ({ value: code, label: label[f.language] }))} onChange={(event) => change({ code: event.target.value })} />
            <Select label={t('record.grade')} value={incident.grade} placeholder={t('choose')} error={isTried && incident.grade === '' ? t('issue.REQUIRED') : undefined} options={['1', '2', '3', '4'].map((grade) => ({ value: grade, label: grade }))} onChange={(event) => change({ grade: event.target.value })} />
            <TextField label={t('record.incidentWords')} value={incident.words} maxLength={300} error={phrases.issue(error, `incidents.${index}.words`)} onChange={(event) => change({ words: event.target.value })} />
            <Button small tone="text" label={t('record.removeIncident', { number: index + 1 })} onClick={() => set({ incidents: incidents.filter((_, at) => at !== index) })}>{t('record.remove')}</Button>
          </div>
        );
      })}
      <Button small icon="plus" onClick={() => set({ incidents: [...incidents, { code: form.incidents[0]?.code ?? '', grade: '', words: '' }] })}>{t('record.addIncident')}</Button>
      <TextField label={t('record.words')} optional value={words} maxLength={1000} onChange={(event) => set({ words: event.target.value })} />
      {refusal !== null && <FieldError text={refusal} />}
    </FormFrame>
  );
}
