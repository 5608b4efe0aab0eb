import { createContext, useContext, useMemo, useState, type ReactElement, type ReactNode } from 'react';

interface Lighting {
  readonly lit: number | null;
  readonly light: (number: number | null) => void;
}

const LightingContext = createContext<Lighting>({ lit: null, light: () => undefined });

/** Holds which piece of evidence is lit: pointing at a reason lights its facts, and the other way round. */
export function EvidenceLight({ children }: { readonly children: ReactNode }): ReactElement {
  const [lit, light] = useState<number | null>(null);
  const value = useMemo(() => ({ lit, light }), [lit]);
  return <LightingContext value={value}>{children}</LightingContext>;
}

/** What a fact or a reason puts on its element so that it lights with its number. */
export function useEvidence(number: number | undefined): { readonly 'data-lit'?: true; readonly onMouseEnter?: () => void; readonly onMouseLeave?: () => void } {
  const { lit, light } = useContext(LightingContext);
  if (number === undefined) return {};
  return { ...(lit === number ? { 'data-lit': true as const } : {}), onMouseEnter: () => light(number), onMouseLeave: () => light(null) };
}

/** The small number that ties a reason to the fact it used. */
export function EvidenceMark({ number }: { readonly number: number | undefined }): ReactElement | null {
  return number === undefined ? null : <sup className="triage-mark">{number}</sup>;
}
