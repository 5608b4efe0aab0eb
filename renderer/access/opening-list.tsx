import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordOpening } from '#contract/access.ts';
import { useFormat } from '../text/use-format.ts';

interface OpeningListProps<Opening extends RecordOpening> {
  readonly openings: readonly Opening[];
  /** Whose record, where the list is of several. */
  readonly patient?: (opening: Opening) => string;
  readonly review: (opening: Opening) => ReactNode;
}

/** Openings by exception: when, who, why, and what came of the review. */
export function OpeningList<Opening extends RecordOpening>({ openings, patient, review }: OpeningListProps<Opening>): ReactElement {
  const { t } = useTranslation('access');
  const f = useFormat();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('openings.when')}</th>
          <th scope="col">{t('openings.who')}</th>
          {patient && <th scope="col">{t('openings.patient')}</th>}
          <th scope="col">{t('openings.why')}</th>
          <th scope="col">{t('openings.review')}</th>
        </tr>
      </thead>
      <tbody>
        {openings.map((opening) => (
          <tr key={opening.openingId}>
            <td className="no-wrap tabular">{f.instant(opening.openedAt)}</td>
            <td>{opening.byName}</td>
            {patient && <td>{patient(opening)}</td>}
            <td className="access-words">
              {t(`openingReason.${opening.reason}`)}
              <span className="meta">{opening.words}</span>
            </td>
            <td>{review(opening)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
