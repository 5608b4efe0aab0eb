import type { ReactElement, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreatmentLine } from '#contract/treatments.ts';
import { useFormat } from '../text/use-format.ts';
import { Chip } from '../ui/chip.tsx';
import { useDrugWords } from './use-drug-words.ts';
import { useTreatmentWords } from './use-treatment-words.ts';

export interface LineRowProps {
  readonly line: TreatmentLine;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  /** Shown under the selected row; false while there are none. */
  readonly actions: ReactNode;
  readonly ref?: Ref<HTMLTableRowElement> | undefined;
}

/** One line: the drug, its dose and how it changed, since when, why it ended, what went wrong, who pays. */
export function LineRow({ line, isSelected, onSelect, actions, ref }: LineRowProps): ReactElement {
  const { t } = useTranslation('treatments');
  const f = useFormat();
  const words = useTreatmentWords();
  const drugWords = useDrugWords();
  const { product, coverage, events } = line;
  const [last, ...earlier] = [...line.doses].reverse();
  const facts = [product && words.strength(product), product && t('list.din', { din: product.din }), line.imported && t('list.imported'), line.indication].filter(Boolean).join(' · ');
  return (
    <>
      <tr ref={ref} data-line={line.id} tabIndex={isSelected ? 0 : -1} aria-selected={isSelected} className={line.isCurrent ? undefined : 'treatment-past'} onClick={onSelect} onFocus={onSelect}>
        <td>
          <b>{drugWords(line.text)}</b> {line.lineNumber !== null && <span className="meta">{t('list.number', { number: line.lineNumber })}</span>}
          {product?.origin === 'biosimilar' && <span className="meta"> · {t('list.biosimilar')}</span>}
          {facts !== '' && <span className="meta treatment-note">{facts}</span>}
          {line.confirmations.map(({ guard, reason, detail, by, at }) => (
            <span key={guard + at} className="meta treatment-note">
              {t('list.confirmed', { reason: detail === null ? reason : `${detail} · ${reason}`, name: by.name, date: f.instantDate(at) })}
            </span>
          ))}
        </td>
        <td className="tabular">
          {last ? (words.dose(last) ?? <span className="ink-2">{t('list.noDose')}</span>) : <span className="ink-2">{t('list.noDose')}</span>}
          {earlier.map((dose) => (
            <span key={`${dose.from} ${dose.text}`} className="meta treatment-note">
              {t('list.before', { dose: words.dose(dose) ?? t('list.noDose'), until: dose.to ? f.date(dose.to) : t('list.unknown') })}
            </span>
          ))}
        </td>
        <td className="tabular">{words.span(line)}</td>
        <td>
          {line.stopReason !== null && <span>{t(`stopReason.${line.stopReason}`)}</span>}
          {line.stopNote !== '' && <span className="meta treatment-note">{line.stopNote}</span>}
          {line.renewal !== null && coverage?.renewsOn && (
            <Chip tone={line.renewal === 'over' ? 'danger' : 'warn'} icon={line.renewal === 'over' ? 'alert' : 'clock'}>
              {t(`list.renewal.${line.renewal}`, { date: f.date(coverage.renewsOn) })}
            </Chip>
          )}
          {coverage && (
            <span className="meta treatment-note">
              {[coverage.payer, coverage.approvedOn ? t('list.approved', { date: f.date(coverage.approvedOn) }) : coverage.sentOn ? t('list.sent', { date: f.date(coverage.sentOn) }) : null, coverage.approvedOn && coverage.sentOn && coverage.sentOn > coverage.approvedOn ? t('list.renewalSent', { date: f.date(coverage.sentOn) }) : null, coverage.renewsOn && line.renewal === null ? t('list.until', { date: f.date(coverage.renewsOn) }) : null, coverage.note]
                .filter(Boolean)
                .join(' · ')}
            </span>
          )}
          {events.map((event) => (
            <span key={event.id} className="treatment-note">
              {t('event.line', { date: f.date(event.on), term: event.term, grade: event.grade })}
              <span className="meta">
                {' '}
                {[event.serious ? t('event.seriousShort') : null, t(`event.outcomeName.${event.outcome}`), event.note].filter(Boolean).join(' · ')}
              </span>
            </span>
          ))}
        </td>
      </tr>
      {isSelected && actions && (
        <tr className="treatment-actions no-print">
          <td colSpan={4}>
            <span className="row wrap">{actions}</span>
          </td>
        </tr>
      )}
    </>
  );
}
