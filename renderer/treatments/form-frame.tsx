import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useToast } from '../ui/toast.tsx';

/** Sends a command about the course of a disease: once done the record is read again, what was done is said and the form closes. */
export function useCommand<Input>(send: (input: Input) => Promise<unknown>, said: string, onClose: () => void) {
  const queryClient = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      for (const queryKey of [api.treatments.key(), api.diagnoses.key(), api.prevention.key(), api.patients.key()]) void queryClient.invalidateQueries({ queryKey });
      toast({ text: said });
      onClose();
    },
    onError: (error) => {
      if (hasCode(error, 'STALE')) for (const queryKey of [api.treatments.key(), api.prevention.key()]) void queryClient.invalidateQueries({ queryKey });
    },
  });
}

export interface FormFrameProps {
  readonly title: string;
  readonly note?: string | undefined;
  readonly submit: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Further actions at the foot. */
  readonly more?: ReactNode;
  readonly children: ReactNode;
}

/** One form beside the list: Escape closes it, its own button sends it. */
export function FormFrame({ title, note, submit, onSubmit, onClose, isBusy, error, more, children }: FormFrameProps): ReactElement {
  const { t } = useTranslation(['treatments', 'common']);
  useShortcut('Escape', onClose, { inFields: true });
  return (
    <Sheet title={title} note={note} className="treatment-form no-print">
      <form
        className="treatment-form-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) onSubmit();
        }}
      >
        <div className="treatment-form-fields stack">{children}</div>
        {error !== null && error !== undefined && <ErrorNotice what={hasCode(error, 'INVALID') ? t('form.toCorrect') : t('form.failed')} error={error} kept />}
        <div className="row wrap treatment-form-foot">
          <Button type="submit" tone="primary" disabled={isBusy}>
            {submit}
          </Button>
          <Button tone="quiet" keys="Escape" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <span className="grow" />
          {more}
        </div>
      </form>
    </Sheet>
  );
}
