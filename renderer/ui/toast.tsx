import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from './kbd.tsx';
import { useShortcut } from './shortcut.ts';

interface ToastMessage {
  readonly text: string;
  /** Compensating command, offered for ten seconds on the button and on Z. */
  readonly undo?: () => void;
}

const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined);

/** Says what was done, with a way back: `showToast({ text, undo })`. Never for errors. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

const lifetimeSeconds = 10;

/** Holds the one toast of the page. */
export function ToastProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [current, setCurrent] = useState<(ToastMessage & { readonly serial: number }) | null>(null);
  const show = useCallback((message: ToastMessage) => {
    setCurrent((previous) => ({ ...message, serial: (previous?.serial ?? 0) + 1 }));
  }, []);
  const close = useCallback(() => setCurrent(null), []);
  const value = useMemo(() => show, [show]);
  return (
    <ToastContext value={value}>
      {children}
      <div role="status">{current && <Toast key={current.serial} message={current} onClose={close} />}</div>
    </ToastContext>
  );
}

function Toast({ message, onClose }: { readonly message: ToastMessage; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('common');
  const [seconds, setSeconds] = useState(lifetimeSeconds);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((left) => left - 1), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (seconds <= 0) onClose();
  }, [seconds, onClose]);
  const undo = (): void => {
    onClose();
    message.undo?.();
  };
  useShortcut('z', undo, { enabled: message.undo !== undefined, label: t('action.undo') });
  return (
    <div className="toast">
      <span>{message.text}</span>
      {message.undo && (
        <>
          <button type="button" className="toast-action" onClick={undo}>
            {t('action.undo')}
            <Kbd keys="z" />
          </button>
          <span aria-hidden="true">{t('toast.secondsLeft', { seconds })}</span>
        </>
      )}
    </div>
  );
}
