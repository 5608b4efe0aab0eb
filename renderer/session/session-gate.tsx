import { useColorScheme } from '@mui/material/styles';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ZoneProvider } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { usePageLocked } from '../link/lock-gate.ts';
import { ChoosePassword } from './choose-password.tsx';
import { DemonstrationDoor } from './demonstration-door.tsx';
import { FirstAdministrator } from './first-administrator.tsx';
import { FirstStart } from './first-start.tsx';
import { useIdleLock } from './idle-lock.ts';
import { LockScreen } from './lock-screen.tsx';
import { RestoreClinic } from './restore-clinic.tsx';
import { useFollowedPhase, useSessionStatus } from './session-state.ts';
import { SignIn } from './sign-in.tsx';
import { StartPage } from './start-page.tsx';

/** Shows the pages to a person signed in, else what leads there: list of clinics, first start, sign-in. */
export function SessionGate({ children }: { readonly children: ReactNode }): ReactElement | null {
  const { t } = useTranslation('session');
  const status = useSessionStatus();
  const [isCreating, setIsCreating] = useState(false);
  const [isRestoring, setIsRestoring] = useState(false);
  usePreferences(status.data?.caller ?? null);
  useFollowedPhase(status.data?.phase);

  // The wizard keeps its place although creating the clinic signs its administrator in: the key is shown only there.
  if (isCreating) return <FirstStart onLeave={() => setIsCreating(false)} />;
  if (status.isError) {
    return (
      <div className="gate-error">
        <ErrorNotice what={t('start.failed')} error={status.error} onRetry={() => void status.refetch()} />
      </div>
    );
  }
  if (!status.data) return null;
  const { phase, caller, openClinic } = status.data;
  if ((phase === 'signed-in' || phase === 'locked') && caller && openClinic) {
    return (
      <ZoneProvider value={openClinic.timeZone} key={`${openClinic.id} ${caller.userId}`}>
        {children}
        <Lock idleMinutes={status.data.idleMinutes} />
      </ZoneProvider>
    );
  }
  if (phase === 'change-password') return <ChoosePassword status={status.data} />;
  if (phase === 'first-administrator') return <FirstAdministrator status={status.data} />;
  if (phase === 'signed-out') return status.data.clinic?.demonstration ? <DemonstrationDoor status={status.data} /> : <SignIn status={status.data} />;
  if (isRestoring) return <RestoreClinic onLeave={() => setIsRestoring(false)} />;
  return <StartPage status={status.data} onCreate={() => setIsCreating(true)} onRestore={() => setIsRestoring(true)} />;
}

/** Over the pages, which stay as they are: the veil while locked, the watch of idleness otherwise. */
function Lock({ idleMinutes }: { readonly idleMinutes: number | null }): ReactElement | null {
  const isLocked = usePageLocked();
  useIdleLock(isLocked ? null : idleMinutes);
  return isLocked ? <LockScreen /> : null;
}

interface Preferences {
  readonly language: 'fr' | 'en';
  readonly theme: 'system' | 'light' | 'dark';
}

/** Language and appearance follow the person signed in; before that, the computer. */
function usePreferences(preferences: Preferences | null): void {
  const { i18n } = useTranslation();
  const { setMode } = useColorScheme();
  const language = preferences?.language;
  const theme = preferences?.theme ?? 'system';
  useEffect(() => {
    if (language) void i18n.changeLanguage(language);
  }, [language, i18n]);
  useEffect(() => setMode(theme), [theme, setMode]);
}
