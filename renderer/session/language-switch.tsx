import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** Before sign-in: the other language, by its own name. */
export function LanguageSwitch(): ReactElement {
  const { t, i18n } = useTranslation('common');
  const other = i18n.language === 'en' ? 'fr' : 'en';
  return (
    <button type="button" className="link-button" lang={other} onClick={() => void i18n.changeLanguage(other)}>
      {t(`language.${other}`)}
    </button>
  );
}
