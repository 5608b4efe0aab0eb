import { useState, type ReactElement, type ReactNode } from 'react';
import { AdministrationBar, type AdministrationPart } from '../../administration/administration-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useShortcut } from '../../ui/shortcut.ts';

/** Which entry of a list is open beside it. */
export interface ShownEntry {
  /** The entry, `new` for one to be added, or null. */
  readonly shown: string | null;
  readonly show: (key: string) => void;
  /** Closes it; the keyboard goes back to its line. */
  readonly close: () => void;
}

export function useShownEntry(): ShownEntry {
  const [shown, setShown] = useState<string | null>(null);
  return {
    shown,
    show: setShown,
    close: () => {
      document.querySelector<HTMLElement>(`[data-entry="${shown ?? ''}"]`)?.focus();
      setShown(null);
    },
  };
}

export interface EntriesPageProps {
  readonly part: AdministrationPart;
  readonly title: string;
  readonly note: string;
  readonly add: string;
  readonly onAdd: () => void;
  /** The list. */
  readonly children: ReactNode;
  /** The entry that is open; null: none. */
  readonly pane: ReactNode;
  /** Below the list where no entry is open. */
  readonly below?: ReactNode;
}

/** A list the clinic keeps, and at its side the entry that is open. */
export function EntriesPage({ part, title, note, add, onAdd, children, pane, below }: EntriesPageProps): ReactElement {
  useShortcut('n', onAdd, { label: add });
  return (
    <div className="page">
      <AdministrationBar
        current={part}
        actions={
          <Button tone={pane === null ? 'primary' : 'default'} icon="plus" keys="n" onClick={onAdd}>
            {add}
          </Button>
        }
      />
      <div id="administration-panel" role="tabpanel" aria-label={title} className={pane === null ? 'page-body entries-list' : 'page-body account-columns'}>
        <Sheet title={title} note={note}>
          {children}
        </Sheet>
        {pane}
        {below}
      </div>
    </div>
  );
}

/** The name of an entry, which opens it. */
export function EntryLink({ id, name, onShow }: { readonly id: string; readonly name: string; readonly onShow: (id: string) => void }): ReactElement {
  return (
    <button type="button" data-entry={id} className="link-button account-name" onClick={() => onShow(id)}>
      {name}
    </button>
  );
}
