import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { categoryOf, resultCategories, withoutTag } from './clinical-text.ts';
import { ResultRange, ResultValue, type Result } from './result-value.tsx';
import { usePatientWords } from './use-patient-words.ts';

export interface LatestResultsProps {
  readonly results: readonly Result[];
  readonly onTest: (test: string | null) => void;
}

/** The latest result of each test, by kind; a test leads to its course. */
export function LatestResults({ results, onTest }: LatestResultsProps): ReactElement {
  const { t } = useTranslation('patients');
  const words = usePatientWords();
  const groups = resultCategories.map((category) => ({ category, own: results.filter((result) => categoryOf(result.category) === category) })).filter(({ own }) => own.length > 0);
  return (
    <Sheet
      title={t('record.latest')}
      actions={
        results.length > 0 && (
          <span className="no-print">
            <Button tone="text" small onClick={() => onTest(null)}>
              {t('record.allResults')}
            </Button>
          </span>
        )
      }
    >
      {results.length === 0 ? (
        <p className="sheet-body ink-2">{t('record.noResults')}</p>
      ) : (
        <table className="table patients-results">
          <thead>
            <tr>
              <th scope="col">{t('result.test')}</th>
              <th scope="col">{t('result.value')}</th>
              <th scope="col">{t('result.reference')}</th>
              <th scope="col" className="numeric">
                {t('result.date')}
              </th>
            </tr>
          </thead>
          {groups.map(({ category, own }) => (
            <tbody key={category}>
              <tr>
                <th scope="rowgroup" colSpan={4} className="patients-group">
                  {t(`result.categories.${category}`)}
                </th>
              </tr>
              {own.map((result) => (
                <tr key={result.id}>
                  <td title={result.text}>
                    <button type="button" className="patients-test" aria-label={t('result.history', { test: withoutTag(result.text) })} onClick={() => onTest(result.text)}>
                      {withoutTag(result.text)}
                    </button>
                  </td>
                  <td>
                    <ResultValue result={result} />
                  </td>
                  <td>
                    <ResultRange result={result} />
                  </td>
                  <td className="numeric ink-2">{result.effectiveAt ? words.clinicalDate(result.effectiveAt) : t('result.noDate')}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      )}
    </Sheet>
  );
}
