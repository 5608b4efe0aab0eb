import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { keyLabel } from './key-label.ts';

/** Key hint, for instance `<Kbd keys="Enter" />` or `<Kbd keys="Control+K" />`; hidden from readers, who get aria-keyshortcuts. */
export function Kbd({ keys }: { readonly keys: string }): ReactElement {
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'fr';
  return (
    <>
      {keys.split('+').map((key) => (
        <kbd key={key} className="kbd" aria-hidden="true">
          {key === 'Enter' ? <ReturnMark /> : keyLabel(key, language)}
        </kbd>
      ))}
    </>
  );
}

/** The return arrow: drawn, because the bundled font has no such character. */
function ReturnMark(): ReactElement {
  return (
    <svg viewBox="0 0 12 14" fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinecap="round" strokeLinejoin="round">
      <path d="M10 3.5V8H2.5M5 5.5 2.5 8 5 10.5" />
    </svg>
  );
}
