import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roles } from '#contract/permissions.ts';
import type { TeamPeriod, TeamReport } from '#contract/programme.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Select } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import { useFigureWords } from './use-figure-words.ts';

/** Periods side by side that a window of 1280 points holds. */
const shownPeriods = 8;

/** Who sees the patients, period by period, and how long each class waited in one. */
export function TeamView({ report: { periods } }: { readonly report: TeamReport }): ReactElement {
  const { t } = useTranslation(['programme', 'common']);
  const words = useFigureWords();
  const shown = periods.slice(-shownPeriods);
  const present = roles.filter((role) => shown.some(({ figures }) => figures.byRole.some((one) => one.role === role)));
  if (present.length === 0) return <EmptyState sentence={t('team.none')} hint="" />;
  return (
    <>
      <Sheet title={t('team.title')} note={t('team.note')}>
        <div className="programme-table">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('team.profession')}</th>
                {shown.map(({ key }) => (
                  <th key={key} scope="col" className="numeric tabular">{words.period(key)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {present.map((role) => (
                <tr key={role}>
                  <th scope="row">{t(`common:role.${role}`)}</th>
                  {shown.map(({ key, figures }) => {
                    const own = figures.byRole.find((one) => one.role === role);
                    return <td key={key} className="numeric">{!own ? words.count(0) : own.visits === null && own.people === null ? words.count(null) : `${words.count(own.visits)} (${words.count(own.people)})`}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Sheet>
      <ClassSheet periods={periods} />
    </>
  );
}

function ClassSheet({ periods }: { readonly periods: readonly TeamPeriod[] }): ReactElement {
  const { t } = useTranslation('programme');
  const words = useFigureWords();
  const last = periods.findLast(({ isRunning, figures }) => !isRunning && figures.classes.length > 0) ?? periods.at(-1);
  const [chosen, setChosen] = useState('');
  const period = periods.find(({ key }) => key === chosen) ?? last;
  return (
    <Sheet
      title={t('team.classes')}
      actions={<Select label={t('team.choose')} value={period?.key ?? ''} options={[...periods].reverse().map(({ key }) => ({ value: key, label: words.period(key) }))} onChange={(event) => setChosen(event.target.value)} />}
    >
      <div className="programme-table programme-narrow">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('team.cls')}</th>
              {(['wait', 'p90', 'inside'] as const).map((figure) => (
                <th key={figure} scope="col" className="numeric">{t(`figure.${figure}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(period?.figures.classes ?? []).map(({ cls, wait, inside }) => (
              <tr key={cls}>
                <th scope="row"><UrgencyBadge urgency={cls} /></th>
                <td className="numeric">{words.days(wait.median, wait.of)}</td>
                <td className="numeric">{words.days(wait.p90, wait.of)}</td>
                <td className="numeric">{words.share(inside)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}
