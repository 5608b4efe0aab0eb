import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Disposition } from '#contract/referrals';
import type { Judgement } from '#contract/second-ratings';
import { urgencies, type ProfessionalCode, type Urgency } from '#contract/triage';
import { api } from '../link/client.ts';
import { whoMaySee } from '../referrals/override-draft.ts';
import type { TriageWords } from '../referrals/use-triage-words.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FieldGroup, Select, TextArea } from '../ui/field.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { useShortcut } from '../ui/shortcut.ts';

export interface RatingFormProps {
  readonly ratingId: string;
  readonly words: TriageWords;
  readonly onGiven: (judgement: Judgement) => void;
}

const dispositions = ['book', 'advice', 'redirect'] as const satisfies readonly Disposition[];

/** The class and the destination one would have decided; nothing is chosen beforehand. */
export function RatingForm({ ratingId, words, onGiven }: RatingFormProps): ReactElement {
  const { t } = useTranslation(['second-ratings', 'referrals']);
  const form = useRef<HTMLFormElement>(null);
  const [cls, setCls] = useState<Urgency | null>(null);
  const [outcome, setOutcome] = useState<(typeof dispositions)[number] | null>(null);
  const [primary, setPrimary] = useState<ProfessionalCode | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const rate = useMutation(api.secondRatings.rate.mutationOptions());
  const isEmergency = cls === 'URG';
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[role="radio"][tabindex="0"]')?.focus();
  }, [ratingId]);
  const judgement: Judgement | null =
    cls === null ? null
    : isEmergency ? { cls, disposition: 'emergency', primary: null }
    : outcome === null || (outcome === 'book' && primary === null) ? null
    : { cls, disposition: outcome, primary: outcome === 'book' ? primary : null };
  const submit = (): void => {
    setTried(true);
    if (judgement === null) {
      form.current?.querySelector<HTMLElement>(cls !== null && outcome === 'book' ? 'select' : `[role="radiogroup"]:nth-of-type(1) [tabindex="0"]`)?.focus();
      return;
    }
    if (!rate.isPending) rate.mutate({ ratingId, ...judgement, note: note.trim() === '' ? null : note }, { onSuccess: () => onGiven(judgement) });
  };
  useShortcut('Control+Enter', submit, { inFields: true, label: t('second-ratings:form.save') });
  return (
    <form
      ref={form}
      className="stack triage-panel rating-form"
      aria-label={t('second-ratings:form.title')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{t('second-ratings:form.title')}</h3>
      <p className="meta">{t('second-ratings:form.note')}</p>
      {rate.isError && <ErrorNotice what={t('second-ratings:form.failed')} error={rate.error} kept onRetry={submit} />}
      <FieldGroup label={t('referrals:override.class')} error={tried && cls === null ? t('second-ratings:form.classMissing') : undefined}>
        <SegmentedControl label={t('referrals:override.class')} options={urgencies.map((value) => ({ value, label: value }))} value={cls} onChange={setCls} />
        {cls !== null && <p className="meta">{words.delay(cls)}</p>}
      </FieldGroup>
      {isEmergency ? (
        <p className="note note-warn">{t('second-ratings:form.emergency')}</p>
      ) : (
        <FieldGroup label={t('referrals:override.outcome')} error={tried && outcome === null ? t('second-ratings:form.outcomeMissing') : undefined}>
          <SegmentedControl label={t('referrals:override.outcome')} options={dispositions.map((value) => ({ value, label: t(`referrals:disposition.${value}`) }))} value={outcome} onChange={setOutcome} />
        </FieldGroup>
      )}
      {!isEmergency && outcome === 'book' && (
        <Select
          label={t('referrals:override.who')}
          placeholder={t('second-ratings:form.choose')}
          options={whoMaySee.map((code) => ({ value: code, label: words.professional(code) }))}
          value={primary ?? ''}
          onChange={(event) => setPrimary(whoMaySee.find((code) => code === event.target.value) ?? null)}
          error={tried && primary === null ? t('second-ratings:form.whoMissing') : undefined}
        />
      )}
      <TextArea label={t('second-ratings:form.why')} optional rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
      <div className="row">
        <Button type="submit" tone="primary" keys="Control+Enter" disabled={rate.isPending}>
          {t('second-ratings:form.save')}
        </Button>
      </div>
    </form>
  );
}
