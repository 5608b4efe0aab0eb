import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';
import { componentName, readableUnit, roundForReading, standingOf, withoutTag } from './clinical-text.ts';

export type Result = Outputs['patients']['results']['results'][number];
type Measured = Result['value'];

/** A result as one reads it: bold value, unit, arrow and letter when out of range; a word when there is no value. */
export function ResultValue({ result }: { readonly result: Result }): ReactElement {
  const { t } = useTranslation('patients');
  const standing = standingOf(result.interpretation);
  const isEmpty = result.value.number === null && result.value.yes === null && !result.value.value;
  if (isEmpty && result.components.length === 0) return <span className="ink-2">{t('result.noValue')}</span>;
  return (
    <span className={standing === 'high' || standing === 'low' ? 'row patients-value danger' : 'row patients-value'}>
      {!isEmpty && <Value measured={result.value} />}
      {result.components.map((component, index) => (
        <span key={component.text} className="patients-component">
          <span className="meta">{componentName(component.text, result.text)}</span>{' '}
          {/* One unit for all of them, after the last. */}
          <Value measured={component} withUnit={index === result.components.length - 1 || component.unit !== result.components[index + 1]?.unit} />
        </span>
      ))}
      {(standing === 'high' || standing === 'low') && (
        <span className="row patients-standing">
          <Icon name={standing === 'high' ? 'arrowUp' : 'arrowDown'} size="small" />
          <abbr title={t(standing === 'high' ? 'result.highWord' : 'result.lowWord')}>{t(standing === 'high' ? 'result.high' : 'result.low')}</abbr>
        </span>
      )}
      {standing === 'abnormal' && <span className="warn">{t('result.abnormal')}</span>}
    </span>
  );
}

function Value({ measured, withUnit = true }: { readonly measured: Measured; readonly withUnit?: boolean }): ReactElement {
  const f = useFormat();
  const { t } = useTranslation('patients');
  if (measured.yes !== null) return <b>{t(measured.yes ? 'result.yes' : 'result.no')}</b>;
  if (measured.number === null) return <b>{measured.value === null ? null : withoutTag(measured.value)}</b>;
  return (
    <span className="tabular">
      <b title={String(measured.number)}>{f.number(roundForReading(measured.number))}</b>
      {withUnit && measured.unit && <span className="patients-unit"> {readableUnit(measured.unit)}</span>}
    </span>
  );
}

/** "4,0 à 10,5", "≤ 10", "≥ 60"; nothing without a range. */
export function ResultRange({ result }: { readonly result: Result }): ReactElement | null {
  const f = useFormat();
  const { referenceLow: low, referenceHigh: high } = result;
  if (low === null && high === null) return null;
  const words = low === null ? `≤ ${f.number(high ?? 0)}` : high === null ? `≥ ${f.number(low)}` : `${f.number(low)} – ${f.number(high)}`;
  return <span className="tabular ink-2">{words}</span>;
}
