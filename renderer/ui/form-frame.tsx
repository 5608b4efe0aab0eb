import { type ReactElement, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../link/failure.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { Sheet } from './sheet.tsx';
import { useShortcut } from './shortcut.ts';
import { useFormFocus } from './use-form-focus.ts';

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

/** One form beside the list: Escape closes it, Ctrl+Enter or its own button sends it; the keyboard goes to its first field, to the first that is wrong, and back. */
export function FormFrame({ title, note, submit, onSubmit, onClose, isBusy, error, more, children }: FormFrameProps): ReactElement {
  const { t } = useTranslation('common');
  const form = useRef<HTMLFormElement>(null);
  const { afterSubmit } = useFormFocus(form, error);
  useShortcut('Escape', onClose, { inFields: true });
  useShortcut('Control+Enter', () => form.current?.requestSubmit(), { inFields: true, label: submit });
  return (
    <Sheet title={title} note={note} className="form-frame no-print">
      <form
        ref={form}
        className="form-frame-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isBusy) return;
          onSubmit();
          afterSubmit();
        }}
      >
        <div className="form-frame-fields stack">{children}</div>
        {error !== null && error !== undefined && <ErrorNotice what={hasCode(error, 'INVALID') ? t('form.toCorrect') : t('form.failed')} error={error} kept />}
        <div className="row wrap form-frame-foot">
          <Button type="submit" tone="primary" disabled={isBusy}>
            {submit}
          </Button>
          <Button tone="quiet" keys="Escape" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <span className="grow" />
          {more}
        </div>
      </form>
    </Sheet>
  );
}
