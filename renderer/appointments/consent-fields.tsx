import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeleConsent } from '#contract/appointments';
import { Checkbox, FieldError } from '../ui/field.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';

/** What is said of consent while a form is open; `later`: to obtain before the visit. */
export interface ConsentDraft {
  readonly how: 'later' | 'verbal' | 'written';
  readonly limitsExplained: boolean;
}

/** The consent to record, null while it is to obtain, or `incomplete` where the limits were not said to be explained. */
export function consentOf(draft: ConsentDraft): TeleConsent | null | 'incomplete' {
  if (draft.how === 'later') return null;
  return draft.limitsExplained ? { given: true, how: draft.how, limitsExplained: true } : 'incomplete';
}

export interface ConsentFieldsProps {
  readonly draft: ConsentDraft;
  readonly onChange: (draft: ConsentDraft) => void;
  /** Offers "to obtain" as an answer. */
  readonly mayWait: boolean;
  readonly showError: boolean;
}

const hows = ['later', 'verbal', 'written'] as const;

/** How the patient agreed to a visit at a distance, and that its limits were explained. */
export function ConsentFields({ draft, onChange, mayWait, showError }: ConsentFieldsProps): ReactElement {
  const { t } = useTranslation('appointments');
  const labelId = useId();
  return (
    <div className="stack">
      <div className="field">
        <span className="field-label" id={labelId}>
          {t('consent.question')}
        </span>
        <SegmentedControl
          label={t('consent.question')}
          labelledBy={labelId}
          options={hows.filter((how) => mayWait || how !== 'later').map((how) => ({ value: how, label: t(`consent.how.${how}`) }))}
          value={draft.how === 'later' && !mayWait ? null : draft.how}
          onChange={(how) => onChange({ ...draft, how })}
        />
      </div>
      {draft.how !== 'later' && (
        <>
          <Checkbox label={t('consent.limits')} checked={draft.limitsExplained} onChange={(event) => onChange({ ...draft, limitsExplained: event.target.checked })} />
          {showError && !draft.limitsExplained && <FieldError text={t('consent.limitsNeeded')} />}
        </>
      )}
    </div>
  );
}
