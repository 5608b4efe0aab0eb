import type { ReactElement, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { useShortcut } from '../../ui/shortcut.ts';

export interface RemoteFormProps {
  readonly title: string;
  readonly submit: string;
  /** What leaving it is called in the list of keys. */
  readonly leave: string;
  readonly isBusy: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLFormElement>;
}

/** A form about a visit at a distance, in its panel: Escape leaves it, its own button sends it. */
export function RemoteForm({ title, submit, leave, isBusy, onSubmit, onClose, children, ref }: RemoteFormProps): ReactElement {
  const { t } = useTranslation('common');
  useShortcut('Escape', onClose, { label: leave });
  return (
    <form
      ref={ref}
      className="stack remote-form"
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <h3 className="section-title">{title}</h3>
      {children}
      <div className="row wrap">
        <Button tone="primary" type="submit" disabled={isBusy}>
          {submit}
        </Button>
        <Button tone="quiet" keys="Escape" onClick={onClose}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
