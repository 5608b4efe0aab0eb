import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index';
import type { Disposition, ReferralDetail } from '#contract/referrals';
import type { Modality, ProfessionalCode, Urgency } from '#contract/triage';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useSeenVersion } from '../link/use-seen-version.ts';
import { Button } from '../ui/button.tsx';
import { FieldGroup, Select, TextArea, TextField } from '../ui/field.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { DecisionError } from './decision-error.tsx';
import { visitModalities, type OverrideDraft, whoMaySee, withClass, withDisposition } from './override-draft.ts';
import { longestRoute } from './route-draft.ts';
import type { TriageWords } from './use-triage-words.ts';

export interface OverridePanelProps {
  readonly referral: ReferralDetail;
  readonly words: TriageWords;
  /** The class alone is changed; who and how stay as proposed or decided. */
  readonly classOnly?: boolean;
  /** Starts with another profession. */
  readonly primary?: ProfessionalCode | undefined;
  /** Who sees the person one after the other; whoever is decided comes first. */
  readonly route: readonly ProfessionalCode[];
  readonly onCancel: () => void;
  readonly onDone: (cls: Urgency, answer: Outputs['referrals']['override']) => void;
  readonly onStale: () => void;
}

const dispositions = ['book', 'advice', 'redirect'] as const satisfies readonly Disposition[];

/** Decides otherwise than proposed: class, outcome, who, how, and the reason, which is kept. */
export function OverridePanel({ referral, words, classOnly = false, primary, route, onCancel, onDone, onStale }: OverridePanelProps): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  const panel = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<OverrideDraft>(() => (primary ? { ...startingFrom(referral), primary } : startingFrom(referral)));
  const [reason, setReason] = useState('');
  const [redirectTo, setRedirectTo] = useState('');
  const [tried, setTried] = useState(false);
  const [seenVersion, tellVersion] = useSeenVersion(referral.version);
  const override = useMutation(
    api.referrals.override.mutationOptions({
      onSuccess: (answer) => onDone(draft.cls, answer),
      onError: (error) => {
        tellVersion(error);
        if (hasCode(error, 'STALE') || hasCode(error, 'ILLEGAL_STATE')) onStale();
      },
    }),
  );
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('[role="radio"][tabindex="0"]')?.focus();
  }, []);

  const reasonMissing = reason.trim() === '';
  const redirectMissing = draft.disposition === 'redirect' && redirectTo.trim() === '';
  const submit = (): void => {
    setTried(true);
    if (reasonMissing || redirectMissing) {
      panel.current?.querySelector<HTMLElement>(redirectMissing ? 'input' : 'textarea')?.focus();
      return;
    }
    if (override.isPending) return;
    override.mutate({ referralId: referral.id, expectedVersion: seenVersion, ...draft, reason, redirectTo: draft.disposition === 'redirect' ? redirectTo : null, note: null, route: draft.disposition === 'book' && route.length > 1 ? [draft.primary, ...route.filter((one) => one !== draft.primary)].slice(0, longestRoute) : [] });
  };
  useShortcut('Control+Enter', submit, { inFields: true, label: t('referrals:override.save') });
  useShortcut('Escape', onCancel, { inFields: true });

  return (
    <form
      ref={panel}
      className="stack triage-panel"
      aria-label={classOnly ? t('referrals:override.titleClass') : t('referrals:override.title')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{classOnly ? t('referrals:override.titleClass') : t('referrals:override.title')}</h3>
      {override.isError && <DecisionError what={t('referrals:error.notOverridden')} error={override.error} theirs={referral.decisions[0]} mine={{ ...draft, reason }} words={words} />}
      <FieldGroup label={t('referrals:override.class')}>
        <SegmentedControl
          label={t('referrals:override.class')}
          options={referral.overridableTo.map((cls) => ({ value: cls, label: cls }))}
          value={draft.cls}
          onChange={(cls) => setDraft((before) => withClass(before, cls))}
        />
      </FieldGroup>
      {!classOnly && draft.disposition !== 'emergency' && (
        <FieldGroup label={t('referrals:override.outcome')}>
          <SegmentedControl
            label={t('referrals:override.outcome')}
            options={dispositions.map((value) => ({ value, label: t(`referrals:disposition.${value}`) }))}
            value={draft.disposition}
            onChange={(disposition) => setDraft((before) => withDisposition(before, disposition))}
          />
        </FieldGroup>
      )}
      {!classOnly && draft.disposition === 'book' && (
        <>
          <Select
            label={t('referrals:override.who')}
            options={whoMaySee.map((code) => ({ value: code, label: words.professional(code) }))}
            value={draft.primary}
            onChange={(event) => setDraft((before) => ({ ...before, primary: event.target.value as ProfessionalCode }))}
          />
          <FieldGroup label={t('referrals:override.how')}>
            <SegmentedControl
              label={t('referrals:override.how')}
              options={visitModalities.map((value) => ({ value, label: t(`common:modality.${value}`) }))}
              value={draft.modality}
              onChange={(modality: Modality) => setDraft((before) => ({ ...before, modality }))}
            />
          </FieldGroup>
        </>
      )}
      {draft.disposition === 'redirect' && (
        <TextField
          label={t('referrals:field.redirectTo')}
          value={redirectTo}
          maxLength={200}
          onChange={(event) => setRedirectTo(event.target.value)}
          error={tried && redirectMissing ? t('referrals:field.redirectRequired') : undefined}
        />
      )}
      <TextArea
        label={t('referrals:override.reason')}
        rows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={tried && reasonMissing ? t('referrals:override.reasonRequired') : undefined}
      />
      <div className="row">
        <Button type="submit" tone="primary" keys="Control+Enter" disabled={override.isPending}>
          {t('referrals:override.save')}
        </Button>
        <Button tone="quiet" keys="Escape" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** The decision so far, or the proposal; where its class may not be kept, the nearest that may. */
function startingFrom({ decisions, proposal, overridableTo }: ReferralDetail): OverrideDraft {
  const decided = decisions[0];
  const from: OverrideDraft = decided
    ? { cls: decided.cls, primary: decided.primary, modality: decided.modality, disposition: decided.disposition }
    : { cls: proposal?.decision.cls ?? 'D', primary: proposal?.decision.primary ?? 'RHEUM', modality: proposal?.decision.modality ?? 'IN_PERSON', disposition: proposal?.disposition ?? 'book' };
  const nearest = overridableTo.includes(from.cls) ? from.cls : overridableTo.at(-1);
  return nearest ? withClass(withDisposition(from, from.disposition), nearest) : from;
}
