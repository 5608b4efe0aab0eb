import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from './kbd.tsx';
import { useShortcut } from './shortcut.ts';

interface ToastMessage {
  readonly text: string;
  /** Compensating command, offered for ten seconds on the button and on Z. Resolves to why it was refused, or null. */
  readonly undo?: () => Promise<string | null>;
}

const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined);
const UndoOfferedContext = createContext(false);

/** Says what was done, with a way back: `showToast({ text, undo })`. Never for errors, but that of its own undo. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

/** Whether the toast offers to undo the last thing done: Z is its own then. */
export function useUndoOffered(): boolean {
  return useContext(UndoOfferedContext);
}

const lifetimeSeconds = 10;

/** Holds the one toast of the page. */
export function ToastProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [current, setCurrent] = useState<(ToastMessage & { readonly serial: number }) | null>(null);
  const show = useCallback((message: ToastMessage) => {
    setCurrent((previous) => ({ ...message, serial: (previous?.serial ?? 0) + 1 }));
  }, []);
  // Only itself: undoing may have shown another in its place.
  const close = useCallback((serial: number) => setCurrent((shown) => (shown?.serial === serial ? null : shown)), []);
  const value = useMemo(() => show, [show]);
  return (
    <ToastContext value={value}>
      <UndoOfferedContext value={current?.undo !== undefined}>{children}</UndoOfferedContext>
      <div role="status">{current && <Toast key={current.serial} message={current} serial={current.serial} onEnd={close} />}</div>
    </ToastContext>
  );
}

function Toast({ message, serial, onEnd }: { readonly message: ToastMessage; readonly serial: number; readonly onEnd: (serial: number) => void }): ReactElement {
  const { t } = useTranslation('common');
  const onClose = useCallback(() => onEnd(serial), [onEnd, serial]);
  const [seconds, setSeconds] = useState(lifetimeSeconds);
  const [isUndoing, setIsUndoing] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((left) => left - 1), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (seconds <= 0 && !isUndoing && refusal === null) onClose();
  }, [seconds, isUndoing, refusal, onClose]);
  const undo = (): void => {
    if (isUndoing || !message.undo) return;
    setIsUndoing(true);
    void message.undo().then((refused) => {
      setIsUndoing(false);
      if (refused === null) onClose();
      else setRefusal(refused);
    });
  };
  const isOffered = message.undo !== undefined && refusal === null;
  useShortcut('z', undo, { enabled: isOffered, label: t('action.undo') });
  useShortcut('Escape', onClose, { enabled: refusal !== null });
  if (refusal !== null) {
    return (
      <div className="toast" role="alert">
        <span>{refusal}</span>
        <button type="button" className="toast-action" onClick={onClose}>
          {t('action.close')}
          <Kbd keys="Escape" />
        </button>
      </div>
    );
  }
  return (
    <div className="toast">
      <span>{message.text}</span>
      {isOffered && (
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
