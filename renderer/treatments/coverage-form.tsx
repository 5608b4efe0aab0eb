import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { DateField, typedDate } from './date-field.tsx';
import { useCommand } from './use-command.ts';
import type { LineFormProps } from './line-forms.tsx';
import { useTreatmentWords } from './use-treatment-words.ts';
import { useDrugWords } from './use-drug-words.ts';

/** Who pays, and how the authorisation stands. */
export function CoverageForm({ line, onClose }: LineFormProps): ReactElement {
  const { t } = useTranslation('treatments');
  const drugWords = useDrugWords();
  const words = useTreatmentWords();
  const known = line.coverage;
  const [payer, setPayer] = useState(known?.payer ?? t('coverage.ramq'));
  const [sentOn, setSentOn] = useState(known?.sentOn ?? '');
  const [approvedOn, setApprovedOn] = useState(known?.approvedOn ?? '');
  const [renewsOn, setRenewsOn] = useState(known?.renewsOn ?? '');
  const [note, setNote] = useState(known?.note ?? '');
  const [isTried, setIsTried] = useState(false);
  const save = useCommand((input: Parameters<typeof client.treatments.cover>[0]) => client.treatments.cover(input), t('coverage.done'), onClose);
  const seen = { lineId: line.id, expectedVersion: line.version };
  const dates = [sentOn, approvedOn, renewsOn];
  const submit = (): void => {
    setIsTried(true);
    if (payer.trim() === '' || dates.some((date) => date.trim() !== '' && typedDate(date) === null)) return;
    save.mutate({ ...seen, coverage: { payer, sentOn: typedDate(sentOn), approvedOn: typedDate(approvedOn), renewsOn: typedDate(renewsOn), note } });
  };
  return (
    <FormFrame
      title={t('coverage.title')}
      note={drugWords(line.text)}
      submit={t('coverage.save')}
      onSubmit={submit}
      onClose={onClose}
      isBusy={save.isPending}
      error={save.error}
      more={
        known && (
          <Button tone="text" onClick={() => save.mutate({ ...seen, coverage: null })}>
            {t('coverage.remove')}
          </Button>
        )
      }
    >
      <TextField label={t('coverage.payer')} autoFocus value={payer} maxLength={120} error={isTried && payer.trim() === '' ? t('issue.REQUIRED') : undefined} onChange={(event) => setPayer(event.target.value)} />
      <DateField label={t('coverage.sentOn')} optional value={sentOn} onChange={setSentOn} />
      {known?.approvedOn && <p className="meta">{t('coverage.renewalHint')}</p>}
      <DateField label={t('coverage.approvedOn')} optional value={approvedOn} error={words.issue(save.error, 'approvedOn')} onChange={setApprovedOn} />
      <DateField label={t('coverage.renewsOn')} optional value={renewsOn} error={words.issue(save.error, 'renewsOn')} onChange={setRenewsOn} />
      <TextField label={t('coverage.note')} optional value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
    </FormFrame>
  );
}
