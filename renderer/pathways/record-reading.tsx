import { Fragment, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactReading } from '#contract/pathways.ts';
import { useFormat } from '../text/use-format.ts';

/** What the record says of a fact: each thing it rests on, with its day. */
export function RecordReading({ reading, isTitled = false }: { readonly reading: FactReading; readonly isTitled?: boolean }): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  return (
    <span className="meta pathway-reading">
      {isTitled && `${t('reading.onFile')} `}
      {reading.lines.map(({ label, words, on }, index) => (
        <Fragment key={`${label.en} ${on ?? ''}`}>
          {index > 0 && ' · '}
          {label[f.language]} {words && <b>{words[f.language]}</b>} {on && (words ? t('reading.on', { date: f.date(on) }) : f.date(on))}
        </Fragment>
      ))}
    </span>
  );
}
