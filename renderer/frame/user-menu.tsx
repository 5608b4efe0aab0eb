import { Menu, MenuItem } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '../link/client.ts';
import { adoptCaller, adoptStatus, useCaller, useClinic } from '../session/session-state.ts';
import { initials } from '../text/format.ts';
import { languages } from '../text/i18n.ts';
import { Icon } from '../ui/icon.tsx';

const themes = ['system', 'light', 'dark'] as const;

/** The person at the right of the header: language, appearance, sign out. */
export function UserMenu(): ReactElement {
  const { t, i18n } = useTranslation('common');
  const caller = useCaller();
  const clinic = useClinic();
  const router = useRouter();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const preferences = useMutation(api.session.setPreferences.mutationOptions({ onSuccess: adoptCaller }));
  // The demonstration has no passwords to come back with: leaving it returns to the list of clinics.
  const signOut = useMutation({
    mutationFn: async () => {
      const status = await client.session.signOut();
      return clinic.demonstration ? client.session.leaveClinic() : status;
    },
    onSuccess: adoptStatus,
  });
  return (
    <div className="frame-item">
      <button
        type="button"
        className="row frame-user"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={t('user.menu', { name: caller.displayName })}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <span className="avatar" aria-hidden="true">
          {initials(caller.displayName)}
        </span>
        <span className="frame-user-name ellipsis">{caller.displayName}</span>
        <Icon name="chevronDown" size="small" />
      </button>
      <Menu disablePortal open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)} anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}>
        <li role="presentation" className="menu-heading">
          {t('user.language')}
        </li>
        {languages.map((language) => (
          <Choice
            key={language}
            checked={caller.language === language}
            onChoose={() => {
              void i18n.changeLanguage(language);
              preferences.mutate({ language });
            }}
          >
            <span lang={language}>{t(`language.${language}`)}</span>
          </Choice>
        ))}
        <li role="presentation" className="menu-heading">
          {t('user.theme')}
        </li>
        {themes.map((theme) => (
          <Choice key={theme} checked={caller.theme === theme} onChoose={() => preferences.mutate({ theme })}>
            {t(`theme.${theme}`)}
          </Choice>
        ))}
        <li role="separator" className="menu-line" />
        <MenuItem
          onClick={() => {
            setAnchor(null);
            router.history.push('/account');
          }}
        >
          <Icon name="person" size="small" />
          {t('user.account')}
        </MenuItem>
        <MenuItem
          onClick={() => {
            setAnchor(null);
            signOut.mutate();
          }}
        >
          <Icon name="lock" size="small" />
          {clinic.demonstration ? t('user.leaveDemonstration') : t('user.signOut')}
        </MenuItem>
      </Menu>
    </div>
  );
}

interface ChoiceProps {
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

/** One of several; Material moves the focus among the items of the menu by cloning them, so props pass through. */
function Choice({ checked, onChoose, children, ...item }: ChoiceProps): ReactElement {
  return (
    <MenuItem {...item} role="menuitemradio" aria-checked={checked} onClick={onChoose}>
      <span className="menu-check">{checked && <Icon name="check" size="small" />}</span>
      {children}
    </MenuItem>
  );
}
