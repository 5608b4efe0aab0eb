import type { ReactElement, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { type Diagnosis, diagnosisStatuses, diagnosisVerifications, signNames } from '#contract/diagnoses.ts';
import { withoutTag } from '../patients/clinical-text.ts';
import { useFormat } from '../text/use-format.ts';

export interface DiagnosisRowProps {
  readonly diagnosis: Diagnosis;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  /** Shown on the selected row. */
  readonly action: ReactNode;
  readonly ref?: Ref<HTMLTableRowElement> | undefined;
}

/** One diagnosis: what it is and how sure, antibodies and erosions, since when, how it stands. */
export function DiagnosisRow({ diagnosis, isSelected, onSelect, action, ref }: DiagnosisRowProps): ReactElement {
  const { t } = useTranslation('diagnoses');
  const f = useFormat();
  const { id, text, code, status, verification, isOpen, isRheumatic, onsetOn, endedOn, signs, imported, recordedBy } = diagnosis;
  const known = diagnosisStatuses.find((one) => one === status);
  const doubt = diagnosisVerifications.find((one) => one === verification && one !== 'confirmed');
  const said = signNames.flatMap((name) => {
    const sign = signs[name];
    if (sign === null) return [];
    return [`${t(`sign.${name}`)} ${name === 'erosions' ? t(sign === 'positive' ? 'sign.present' : 'sign.absent') : t(`sign.${sign}`)}`];
  });
  return (
    <tr ref={ref} data-line={id} tabIndex={isSelected ? 0 : -1} aria-selected={isSelected} className={isOpen ? undefined : 'treatment-past'} onClick={onSelect} onFocus={onSelect}>
      <td>
        <span className={isRheumatic ? 'strong' : undefined}>{withoutTag(text)}</span> <span className="meta tabular">{code}</span>
        <span className="meta treatment-note">{[doubt && t(`verification.${doubt}`), imported && t('list.imported'), recordedBy].filter(Boolean).join(' · ')}</span>
      </td>
      <td>{said.join(' · ')}</td>
      <td className="tabular">{[onsetOn && t('list.since', { date: f.date(onsetOn) }), endedOn && t('list.until', { date: f.date(endedOn) })].filter(Boolean).join(', ')}</td>
      <td>
        <span className="row wrap">
          {t(`status.${known ?? (isOpen ? 'active' : 'resolved')}`)}
          {isSelected && <span className="no-print">{action}</span>}
        </span>
      </td>
    </tr>
  );
}
