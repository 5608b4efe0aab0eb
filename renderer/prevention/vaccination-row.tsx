import type { ReactElement, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { type Vaccination, vaccinationSites } from '#contract/prevention.ts';
import { withoutTag } from '../patients/clinical-text.ts';
import { useFormat } from '../text/use-format.ts';
import { Chip } from '../ui/chip.tsx';

export interface VaccinationRowProps {
  readonly vaccination: Vaccination;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  /** Shown on the selected row. */
  readonly action: ReactNode;
  readonly ref?: Ref<HTMLTableRowElement> | undefined;
}

/** One vaccination: which, when, its lot and source, given or why not; a live one that met a drug is marked. */
export function VaccinationRow({ vaccination, isSelected, onSelect, action, ref }: VaccinationRowProps): ReactElement {
  const { t } = useTranslation('prevention');
  const f = useFormat();
  const { id, text, live, status, reason, reasonNote, givenOn, givenWords, lot, expiresOn, site, doseNumber, source, note, imported, recordedBy, warning } = vaccination;
  const knownSite = vaccinationSites.find((one) => one === site);
  return (
    <tr ref={ref} data-line={id} tabIndex={isSelected ? 0 : -1} aria-selected={isSelected} className={status === 'completed' ? undefined : 'treatment-past'} onClick={onSelect} onFocus={onSelect}>
      <td>
        <b>{withoutTag(text)}</b> {doseNumber !== null && <span className="meta">{t('vaccination.dose', { number: doseNumber })}</span>}
        <span className="meta treatment-note">{[live === true && t('vaccination.live'), imported && t('vaccination.imported'), recordedBy, note].filter(Boolean).join(' · ')}</span>
      </td>
      <td>
        {[lot && t('vaccination.lot', { lot }), expiresOn && t('vaccination.expires', { date: f.date(expiresOn) }), site && (knownSite ? t(`siteName.${knownSite}`) : site), source && t(`sourceName.${source}`)].filter(Boolean).join(' · ')}
        {warning && (
          <span className="treatment-note">
            <Chip tone="danger" icon="alert">
              {warning.text[f.language]}
            </Chip>
          </span>
        )}
      </td>
      <td className="tabular">{givenOn ? f.date(givenOn) : (givenWords ?? t('vaccination.noDate'))}</td>
      <td>
        <span className="row wrap">
          {status === 'completed' ? t('statusName.completed') : (reason && t(`reasonName.${reason}`)) || t('statusName.not-done')}
          {reasonNote !== '' && <span className="meta">{reasonNote}</span>}
          {isSelected && <span className="no-print">{action}</span>}
        </span>
      </td>
    </tr>
  );
}
