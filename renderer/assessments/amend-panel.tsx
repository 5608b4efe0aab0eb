import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import type { OpenAssessment } from './use-assessment-draft.ts';

export interface AmendPanelProps {
  readonly assessment: OpenAssessment['assessment'];
  readonly onClose: () => void;
  readonly onAmended: () => void;
}

/** Why a signed assessment is corrected: without a reason it is not. */
export function AmendPanel({ assessment, onClose, onAmended }: AmendPanelProps): ReactElement {
  const { t } = useTranslation(['assessments', 'common']);
  const [reason, setReason] = useState('');
  const amend = useMutation(
    api.assessments.amend.mutationOptions({
      onSuccess: () => {
        onAmended();
        onClose();
      },
    }),
  );
  return (
    <form
      className="note stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim().length >= 3) amend.mutate({ assessmentId: assessment.id, expectedVersion: assessment.version, reason: reason.trim() });
      }}
    >
      <TextField label={t('amend.reason')} help={t('amend.help')} value={reason} maxLength={500} autoFocus onChange={(event) => setReason(event.target.value)} />
      {amend.isError && <ErrorNotice what={t('amend.failed')} error={amend.error} kept />}
      <div className="row">
        <Button type="submit" small disabled={reason.trim().length < 3 || amend.isPending}>
          {t('amend.open')}
        </Button>
        <Button small tone="quiet" onClick={onClose}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
