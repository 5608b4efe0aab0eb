import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { type AcuteEvent, type AcuteKind, acuteKinds, type Detection, detections, type Relation, relations } from '#contract/acute-care.ts';
import type { Outputs } from '#contract/index.ts';
import { toxicityGrades } from '#contract/toxicity.ts';
import { client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { Button } from '../ui/button.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { useAcuteCommand, useAcuteIssue } from './use-acute-words.ts';

export interface AcuteFormProps {
  readonly patientId: string;
  /** Null: a new one. */
  readonly event: AcuteEvent | null;
  readonly organs: Outputs['acuteCare']['ofPatient']['organs'];
  readonly onClose: () => void;
}

/** An emergency visit or an admission: what, when and why are enough; where, and whether the treatment is the cause, if known. */
export function AcuteForm({ patientId, event, organs, onClose }: AcuteFormProps): ReactElement {
  const { t } = useTranslation('acute');
  const f = useFormat();
  const said = useAcuteIssue();
  const [eventId] = useState(() => event?.id ?? v7());
  const [kind, setKind] = useState<AcuteKind>(event?.kind ?? 'emergency');
  const [happenedOn, setHappenedOn] = useState<string>(event?.happenedOn ?? f.today);
  const [endedOn, setEndedOn] = useState(event?.endedOn ?? '');
  const [hospital, setHospital] = useState(event?.hospital ?? '');
  const [reason, setReason] = useState(event?.reason ?? '');
  const [related, setRelated] = useState<Relation>(event?.related ?? 'unknown');
  const [organ, setOrgan] = useState(event?.organ ?? '');
  const [grade, setGrade] = useState<string | null>(event?.grade?.toString() ?? null);
  const [detected, setDetected] = useState<string>(event?.detected ?? '');
  const [symptomOn, setSymptomOn] = useState(event?.symptomOn ?? '');
  const [isTried, setIsTried] = useState(false);
  const [isMistake, setIsMistake] = useState(false);
  const save = useAcuteCommand((input: Parameters<typeof client.acuteCare.save>[0]) => client.acuteCare.save(input), t(event ? 'corrected' : 'noted'), onClose);
  const [day, end, symptom] = [typedDate(happenedOn), typedDate(endedOn), typedDate(symptomOn)];
  const isToxicity = related === 'yes';
  const known = toxicityGrades.find((one) => String(one) === grade) ?? null;
  const issue = (path: string): string | undefined => said(save.error, path);
  const submit = (): void => {
    setIsTried(true);
    if (day === null || reason.trim() === '' || (kind === 'admission' && endedOn.trim() !== '' && end === null) || (symptomOn.trim() !== '' && symptom === null)) return;
    save.mutate({
      eventId, patientId, expectedVersion: event?.version ?? null, kind, happenedOn: day, endedOn: kind === 'admission' ? end : null, hospital, reason, related,
      organ: isToxicity && organ !== '' ? organ : null, grade: isToxicity ? known : null, detected: detections.find((one): one is Detection => one === detected) ?? null, symptomOn: symptom,
    });
  };
  if (isMistake && event) return <WithdrawForm event={event} onClose={onClose} />;
  return (
    <FormFrame
      title={t(event ? 'correctTitle' : 'note')} submit={t(event ? 'saveChange' : 'save')} onSubmit={submit} onClose={onClose} isBusy={save.isPending} error={save.error}
      more={event && <Button tone="text" onClick={() => setIsMistake(true)}>{t('mistake')}</Button>}
    >
      <SegmentedField label={t('kind')} value={kind} options={acuteKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))} onChange={setKind} />
      <TextField label={t('reason')} autoFocus value={reason} maxLength={300} error={isTried && reason.trim() === '' ? t('issue.REQUIRED') : undefined} onChange={(change) => setReason(change.target.value)} />
      <div className="treatment-fields treatment-fields-two">
        <DateField label={t(kind === 'admission' ? 'admittedOn' : 'happenedOn')} value={happenedOn} error={issue('happenedOn') ?? (isTried && day === null ? t('issue.REQUIRED') : undefined)} onChange={setHappenedOn} />
        {kind === 'admission' && <DateField label={t('endedOn')} optional value={endedOn} error={issue('endedOn')} onChange={setEndedOn} />}
      </div>
      <TextField label={t('hospital')} optional value={hospital} maxLength={120} onChange={(change) => setHospital(change.target.value)} />
      <SegmentedField label={t('related')} value={related} options={relations.map((value) => ({ value, label: t(`relation.${value}`) }))} onChange={setRelated} />
      {isToxicity && (
        <>
          <Select label={t('organ')} optional value={organ} placeholder={t('choose')} error={issue('organ')} options={organs.map(({ code, label }) => ({ value: code, label: label[f.language] }))} onChange={(change) => setOrgan(change.target.value)} />
          <SegmentedField label={t('grade')} value={grade} options={toxicityGrades.map((value) => ({ value: String(value), label: String(value) }))} error={issue('grade')} onChange={setGrade} />
        </>
      )}
      <div className="treatment-fields treatment-fields-two">
        <Select label={t('detected')} optional value={detected} placeholder={t('choose')} options={detections.map((value) => ({ value, label: t(`detection.${value}`) }))} onChange={(change) => setDetected(change.target.value)} />
        <DateField label={t('symptomOn')} optional value={symptomOn} error={issue('symptomOn')} onChange={setSymptomOn} />
      </div>
    </FormFrame>
  );
}

function WithdrawForm({ event, onClose }: { readonly event: AcuteEvent; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('acute');
  const f = useFormat();
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const withdraw = useAcuteCommand((input: Parameters<typeof client.acuteCare.withdraw>[0]) => client.acuteCare.withdraw(input), t('withdrawn'), onClose);
  return (
    <FormFrame
      title={`${t(`kinds.${event.kind}`)}, ${f.date(event.happenedOn)}`} submit={t('remove')} onClose={onClose} isBusy={withdraw.isPending} error={withdraw.error}
      onSubmit={() => {
        setIsTried(true);
        if (reason.trim() !== '') withdraw.mutate({ eventId: event.id, expectedVersion: event.version, reason });
      }}
    >
      <TextField label={t('mistakeReason')} autoFocus value={reason} maxLength={300} error={isTried && reason.trim() === '' ? t('issue.REQUIRED') : undefined} onChange={(change) => setReason(change.target.value)} />
    </FormFrame>
  );
}
