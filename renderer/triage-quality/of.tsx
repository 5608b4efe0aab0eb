import type { ReactElement } from 'react';
import { useFormat } from '../text/use-format.ts';
import { useQualityWords } from './quality-words.ts';

/** How many a figure is of, marked where they are few. */
export function Of({ of, children }: { readonly of: number; readonly children?: string }): ReactElement {
  const f = useFormat();
  const few = useQualityWords().few(of);
  return (
    <>
      {children ?? f.number(of)} {few !== '' && <span className="meta no-wrap">{few}</span>}
    </>
  );
}
