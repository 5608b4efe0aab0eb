import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../link/failure.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useShortcut } from '../../ui/shortcut.ts';

export interface EntryPaneProps {
  readonly title: string;
  /** What was refused and is not told beside a field; null: nothing. */
  readonly failure: unknown;
  /** Said where somebody else changed the entry meanwhile, and where it could not be written. */
  readonly changed: string;
  readonly notSaved: string;
  /** What a change does not touch. */
  readonly keep: string;
  readonly isSaving: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** Takes the entry out of use, or back into it; null for one to be added. */
  readonly retire: { readonly label: string; readonly disabled: boolean; readonly run: () => void; readonly hint: string | null } | null;
  readonly children: ReactNode;
}

/** One entry of a list the clinic keeps (a site, a type of visit), to be added, changed or taken out of use. */
export function EntryPane({ title, failure, changed, notSaved, keep, isSaving, onSubmit, onClose, retire, children }: EntryPaneProps): ReactElement {
  const { t } = useTranslation('common');
  useShortcut('Control+Enter', onSubmit, { inFields: true, label: t('action.save') });
  useShortcut('Escape', onClose, { inFields: true });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Sheet title={title} padded>
        <div className="stack">
          {hasCode(failure, 'STALE') && (
            <div className="note note-warn" role="alert">
              <Icon name="alert" />
              <span>{changed}</span>
            </div>
          )}
          {failure !== null && !hasCode(failure, 'STALE') && <ErrorNotice what={notSaved} error={failure} kept />}
          {children}
          <p className="meta">{keep}</p>
          <div className="row wrap">
            <Button type="submit" tone="primary" keys="Control+Enter" disabled={isSaving}>
              {t('action.save')}
            </Button>
            <Button tone="quiet" keys="Escape" onClick={onClose}>
              {t('action.close')}
            </Button>
            {retire && (
              <Button disabled={retire.disabled} onClick={retire.run}>
                {retire.label}
              </Button>
            )}
          </div>
          {retire?.hint && <p className="meta">{retire.hint}</p>}
        </div>
      </Sheet>
    </form>
  );
}
