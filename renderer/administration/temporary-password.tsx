import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';

export interface TemporaryPasswordProps {
  readonly name: string;
  readonly login: string;
  readonly password: string;
  readonly onDone: () => void;
}

/** A password shown this once: copied, or typed back from the paper it was written on. */
export function TemporaryPassword({ name, login, password, onDone }: TemporaryPasswordProps): ReactElement {
  const { t } = useTranslation('accounts');
  const [isCopied, setIsCopied] = useState(false);
  const [typed, setTyped] = useState('');
  const isTyped = typed.trim().toLowerCase().replaceAll(/[\s-]/g, '') === password.replaceAll('-', '');
  const isKept = isCopied || isTyped;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(password);
      setIsCopied(true);
    } catch {
      // The browser may refuse its clipboard; it can be typed back.
      setIsCopied(false);
    }
  };
  return (
    <Sheet title={t('temporary.title', { name })} padded>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isKept) onDone();
        }}
      >
        <p>{t('temporary.lead')}</p>
        <dl className="account-secret">
          <dt>{t('temporary.login')}</dt>
          <dd className="mono">{login}</dd>
          <dt>{t('temporary.password')}</dt>
          <dd className="mono strong">{password}</dd>
        </dl>
        <div className="row wrap">
          <Button icon="document" onClick={() => void copy()} focusOnMount>
            {t('temporary.copy')}
          </Button>
          <span className="ok" role="status">
            {isCopied && t('temporary.copied')}
          </span>
        </div>
        <TextField label={t('temporary.typeBack')} value={typed} onChange={(event) => setTyped(event.target.value)} help={isTyped ? t('temporary.right') : undefined} />
        <div className="row">
          <Button type="submit" tone="primary" disabled={!isKept}>
            {t('temporary.done')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
