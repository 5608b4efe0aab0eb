import { useMutation } from '@tanstack/react-query';
import { useId, useLayoutEffect, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DemonstrationRibbon } from '../frame/ribbon.tsx';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FieldError, TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { unlockPage } from './lock.ts';
import { adoptStatus, useCaller, useClinic } from './session-state.ts';
import { useCountdown } from './use-countdown.ts';

/**
 * Veils everything but the clinic's name. The page below stays mounted, hidden and inert, dialogs included; the
 * keyboard goes back where it was when the veil is lifted.
 */
export function LockScreen(): ReactElement {
  const { t } = useTranslation('session');
  const clinic = useClinic();
  const caller = useCaller();
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState('');
  const titleId = useId();
  const statusId = useId();
  const unlock = useMutation({ mutationFn: () => unlockPage(password), onSuccess: adoptStatus });
  const signOut = useMutation(api.session.signOut.mutationOptions({ onSuccess: adoptStatus }));
  const wait = useCountdown(unlock.error, unlock.submittedAt);
  const isBlocked = unlock.isPending || wait > 0;
  const isWrong = hasCode(unlock.error, 'WRONG_CREDENTIALS');

  useLayoutEffect(() => {
    const veil = dialog.current;
    if (!veil) return;
    const keepKeys = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') event.preventDefault();
      if (!(event.target instanceof Node && veil.contains(event.target))) event.stopImmediatePropagation();
    };
    const reopen = (): void => veil.showModal();
    // Remembers what had the keyboard, and gives it back when closed.
    veil.showModal();
    document.body.classList.add('is-locked');
    window.addEventListener('keydown', keepKeys, true);
    veil.addEventListener('close', reopen);
    return () => {
      veil.removeEventListener('close', reopen);
      window.removeEventListener('keydown', keepKeys, true);
      document.body.classList.remove('is-locked');
      veil.close();
    };
  }, []);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isBlocked) unlock.mutate(undefined, { onError: () => field.current?.select() });
  };

  return (
    <dialog ref={dialog} className="lock-screen" aria-labelledby={titleId} onKeyDown={(event) => event.stopPropagation()}>
      {clinic.demonstration && <DemonstrationRibbon />}
      <div className="door-sheet door-narrow">
        <span className="door-brand">Relais</span>
        <h1 id={titleId}>{clinic.name}</h1>
        <p className="row ink-2">
          <Icon name="lock" size="small" />
          {t('lock.locked')}
        </p>
        <form className="door-form" onSubmit={submit} noValidate>
          {clinic.demonstration ? (
            <p className="meta">{t('lock.demonstration')}</p>
          ) : (
            <TextField
              label={t('lock.password', { name: caller.displayName })}
              type="password"
              autoComplete="current-password"
              autoFocus
              ref={field}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
          <div id={statusId} className="door-status">
            {isWrong && <FieldError text={t('lock.wrong')} />}
            {wait > 0 && <p className="meta">{t('signIn.retry', { count: wait })}</p>}
            {unlock.error && !isWrong && <ErrorNotice what={t('lock.failed')} error={unlock.error} />}
          </div>
          <div className="row">
            <Button type="submit" tone="primary" keys="Enter" disabled={isBlocked} describedBy={statusId}>
              {t('lock.unlock')}
            </Button>
            <span className="grow" />
            <Button tone="text" onClick={() => signOut.mutate(undefined)}>
              {t('lock.signOut')}
            </Button>
          </div>
          <p className="meta">{t('lock.kept')}</p>
        </form>
      </div>
    </dialog>
  );
}
