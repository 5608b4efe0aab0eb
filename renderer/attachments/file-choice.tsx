import { useRef, useState, type DragEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { acceptedFiles } from './send-attachment.ts';

export interface FileChoiceProps {
  readonly onFiles: (files: readonly File[]) => void;
  readonly busy: boolean;
  /** Key that opens the chooser. */
  readonly keys: string;
}

/** Opens the system's chooser for papers of a request. */
export function FileChoice({ onFiles, busy, keys }: FileChoiceProps): ReactElement {
  const { t } = useTranslation('attachments');
  const input = useRef<HTMLInputElement>(null);
  const choose = (): void => {
    if (!busy) input.current?.click();
  };
  useShortcut(keys, choose, { label: t('add') });
  return (
    <>
      <Button small icon="attachment" keys={keys} disabled={busy} onClick={choose}>
        {t('add')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={acceptedFiles}
        aria-label={t('add')}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}

/** Lets files be dropped on what it holds. */
export function FileDrop({ onFiles, children }: { readonly onFiles: (files: readonly File[]) => void; readonly children: ReactNode }): ReactElement {
  const [over, setOver] = useState(false);
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  return (
    <div
      className="attachment-drop"
      data-over={over}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
    </div>
  );
}
