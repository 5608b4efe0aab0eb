import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnsweredFact } from '#contract/doses.ts';
import { useFormat } from '../text/use-format.ts';
import { factsOfRow, laboratoryRows } from './laboratory-rows.ts';

/** The values of the laboratory that were answered: each with its unit and its limit, then whose they are, of which sample, since when. */
export function LaboratoryAnswers({ facts }: { readonly facts: readonly AnsweredFact[] }): ReactElement | null {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const rows = laboratoryRows(facts.filter(({ value }) => value !== null));
  if (rows.length === 0) return null;
  const together = Map.groupBy(rows, (row) => {
    const [fact] = factsOfRow(row);
    return [fact?.laboratory?.measuredOn, fact?.laboratory?.isFromRecord, fact?.by, fact?.at, fact?.isStale, fact?.words].join('|');
  });
  const said = (fact: AnsweredFact): string => f.number(typeof fact.value === 'number' ? fact.value : 0);
  return (
    <>
      {[...together].map(([key, own]) => {
        const [first] = own.flatMap(factsOfRow);
        return (
          <span key={key} className="dose-answer">
            {own.map(({ test, value, limits }, index) => (
              <span key={test}>
                {index > 0 && ' · '}
                {(value ?? limits[0])?.label[f.language]} {value && <b>{[said(value), value.unit?.[f.language]].filter(Boolean).join('\u00A0')}</b>} {value?.laboratory?.convertedFrom && <span className="meta">{t('laboratory.converted', { value: `${f.number(value.laboratory.convertedFrom.value)}\u00A0${value.laboratory.convertedFrom.unit}` })}</span>}
                {limits.map((limit) => <span key={limit.code} className="meta"> {t(`laboratory.${limit.laboratory?.limit ?? 'upper'}`, { value: said(limit) })}</span>)}
              </span>
            ))}
            <span className={first?.isStale ? 'dose-block meta warn' : 'dose-block meta'}>
              {[first?.laboratory?.measuredOn && t(first.laboratory.isFromRecord ? 'laboratory.sampledFromRecord' : 'laboratory.sampled', { date: f.date(first.laboratory.measuredOn, 'short') }), first?.words, first?.by, first?.at && f.instant(first.at, 'short'), first?.isStale && t('list.stale')].filter(Boolean).join(' · ')}
            </span>
          </span>
        );
      })}
    </>
  );
}
