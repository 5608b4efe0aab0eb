import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamReport } from '#contract/programme.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useFigureWords } from './use-figure-words.ts';

/** The hours of each profession, how full they were, and who waits for it. */
export function CapacitySheet({ capacity: { from, until, roles } }: { readonly capacity: TeamReport['capacity'] }): ReactElement {
  const { t } = useTranslation(['programme', 'common']);
  const f = useFormat();
  const words = useFigureWords();
  return (
    <Sheet title={t('capacity.title')} note={t('capacity.note', { from: f.date(from, 'medium'), until: f.date(until, 'medium') })}>
      {roles.length === 0 ? <EmptyState sentence={t('capacity.empty')} hint="" /> : (
        <div className="programme-table">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('capacity.profession')}</th>
                {(['professionals', 'weekly', 'away', 'unused', 'filled', 'waiting'] as const).map((figure) => (
                  <th key={figure} scope="col" className="numeric">{t(`capacity.${figure}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {roles.map(({ role, professionals, weekly, planned, away, unused, waiting }) => {
                const open = planned - away;
                const filled = open > 0 ? (open - unused) / open : null;
                return (
                  <tr key={role}>
                    <th scope="row">{t(`common:role.${role}`)}</th>
                    <td className="numeric">{f.number(professionals)}</td>
                    <td className="numeric">{words.hours(weekly)}</td>
                    <td className="numeric">{words.hours(away)}</td>
                    <td className="numeric">{words.hours(unused)}</td>
                    <td className="numeric">
                      {filled !== null && (
                        <span className="programme-filled">
                          <span className="programme-bar" aria-hidden="true"><span style={{ inlineSize: `${Math.round(filled * 100)}%` }} /></span>
                          {words.percent(filled)}
                        </span>
                      )}
                    </td>
                    <td className="numeric strong">{words.count(waiting)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Sheet>
  );
}
