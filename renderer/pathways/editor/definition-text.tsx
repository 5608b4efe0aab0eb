import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../../ui/sheet.tsx';
import { TextArea } from '../../ui/field.tsx';
import { lineRange } from './definition-draft.ts';

interface DefinitionTextProps {
  readonly text: string;
  /** A line to show; null: none asked for. */
  readonly line: number | null;
  readonly onText: (text: string) => void;
}

/** The whole definition as its file. A line asked for is selected and scrolled to. */
export function DefinitionText({ text, line, onText }: DefinitionTextProps): ReactElement {
  const { t } = useTranslation('pathways');
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const field = area.current;
    if (line === null || !field) return;
    field.focus();
    field.setSelectionRange(...lineRange(field.value, line));
    const height = field.scrollHeight / Math.max(field.value.split('\n').length, 1);
    field.scrollTop = Math.max(0, (line - 4) * height);
  }, [line]);
  return (
    <Sheet title={t('editor.file')} note={t('editor.fileNote')} padded>
      <div className="pathway-text">
        <TextArea ref={area} label={t('editor.fileLabel')} help={t('editor.fileHelp')} rows={26} spellCheck={false} wrap="off" value={text} onChange={(event) => onText(event.target.value)} />
      </div>
    </Sheet>
  );
}
