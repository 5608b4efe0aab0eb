import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegionFigures } from '#contract/programme.ts';
import { usePatientWords } from '../patients/use-patient-words.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useFigureWords } from './use-figure-words.ts';

/** The territory: what each region asks, waits and receives. */
export function RegionSheet({ regions }: { readonly regions: readonly RegionFigures[] }): ReactElement {
  const { t } = useTranslation('programme');
  const words = useFigureWords();
  const { regionName } = usePatientWords();
  return (
    <Sheet title={t('territory.title')} note={t('territory.note')}>
      {regions.length === 0 ? <EmptyState sentence={t('territory.empty')} hint="" /> : (
        <div className="programme-table">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('territory.region')}</th>
                {(['people', 'requests', 'waiting', 'overdue', 'moved', 'remote', 'wait', 'inside'] as const).map((figure) => (
                  <th key={figure} scope="col" className="numeric">{t(`territory.${figure}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {regions.map(({ regionCode, people, requests, waiting, overdue, moved, remote, wait, inside }) => (
                <tr key={regionCode ?? ''}>
                  <th scope="row">{regionCode === null ? t('territory.none') : regionName(regionCode)}</th>
                  <td className="numeric">{words.count(people)}</td>
                  <td className="numeric">{words.count(requests)}</td>
                  <td className="numeric">{words.count(waiting)}</td>
                  <td className="numeric strong">{words.count(overdue)}</td>
                  <td className="numeric">{words.share(moved)}</td>
                  <td className="numeric">{words.share(remote)}</td>
                  <td className="numeric">{words.days(wait.median, wait.of)}</td>
                  <td className="numeric">{words.share(inside)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Sheet>
  );
}
