import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';

export interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  readonly keys?: string;
  readonly focusOnMount?: boolean;
}

/** Copies a text and says so in its place. Where the system refuses, it says that too: the text can be selected. */
export function CopyButton({ text, label, focusOnMount }: CopyButtonProps): ReactElement {
  const { t } = useTranslation('appointments');
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };
  return (
    <span className="row">
      <Button small onClick={copy} focusOnMount={focusOnMount ?? false}>
        {label}
      </Button>
      <span role="status" className={outcome === 'refused' ? 'meta warn' : 'meta'}>
        {outcome && t(`copy.${outcome}`)}
      </span>
    </span>
  );
}
