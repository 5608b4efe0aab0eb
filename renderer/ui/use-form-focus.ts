import { type RefObject, useEffect, useState } from 'react';

const operable = 'input:not([type="hidden"]):not(:disabled), select:not(:disabled), textarea:not(:disabled), [role="radio"][tabindex="0"], button';
/** What is said of a button or a link, to know it again where the screen draws another in its place. */
const nameOf = (element: Element): string => element.getAttribute('aria-label') ?? element.textContent;

/**
 * Where the keyboard is around a form that comes and goes: in its first field when it opens, at what opened it when it
 * closes (or the same button drawn anew, or the nearest thing around it that takes the keyboard), never nowhere.
 *
 * @param form the form
 * @param error what the server refused; its first wrong field takes the keyboard
 * @returns `afterSubmit`, to be called once the form was sent: the first field it finds wrong takes the keyboard
 */
export function useFormFocus(form: RefObject<HTMLFormElement | null>, error: unknown): { readonly afterSubmit: () => void } {
  // Read before a field of the form takes the keyboard by itself.
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    const own = form.current;
    if (!own) return;
    const around = ancestorsOf(own);
    if (!own.contains(document.activeElement)) own.querySelector<HTMLElement>(operable)?.focus({ preventScroll: true });
    own.scrollIntoView({ block: 'nearest' });
    return () => {
      // After what takes its place is drawn.
      setTimeout(() => {
        if (own.isConnected || document.activeElement !== document.body) return;
        const home = opener instanceof HTMLElement && opener.isConnected && opener !== document.body ? opener : sameAs(opener) ?? around.find((element) => element.isConnected);
        home?.focus({ preventScroll: true });
      });
    };
  }, [form, opener]);
  const toFirstWrong = (): void => {
    setTimeout(() => firstWrong(form.current)?.focus());
  };
  useEffect(() => {
    if (error === null || error === undefined) return;
    setTimeout(() => firstWrong(form.current)?.focus());
  }, [form, error]);
  return { afterSubmit: toFirstWrong };
}

/** Those around an element that take the keyboard, nearest first. */
function ancestorsOf(element: HTMLElement): readonly HTMLElement[] {
  const next = element.parentElement?.closest<HTMLElement>('[tabindex]') ?? null;
  return next === null ? [] : [next, ...ancestorsOf(next)];
}

/** The button or link of the same name, where the one that opened the form was taken away with it. */
function sameAs(opener: Element | null): HTMLElement | undefined {
  if (opener === null || !opener.matches('button, a')) return undefined;
  return [...document.querySelectorAll<HTMLElement>(opener.tagName)].find((one) => nameOf(one) === nameOf(opener));
}

/** The first field of a form that is wrong, or the first one beside the sentence that says what is. */
function firstWrong(form: HTMLFormElement | null): HTMLElement | null {
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"], .field-error');
  if (!wrong) return null;
  if (wrong.matches('.field-error')) return wrong.parentElement?.querySelector<HTMLElement>(operable) ?? null;
  return wrong.matches('[role="radiogroup"]') ? wrong.querySelector<HTMLElement>('[tabindex="0"]') : wrong;
}
