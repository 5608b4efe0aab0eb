import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index';
import { useLanguage } from '../text/use-format.ts';
import { Sheet } from '../ui/sheet.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import { Icon } from '../ui/icon.tsx';

type Vignettes = Outputs['rules']['read']['vignettes'];

/** Of those to be seen today or within three days, those that would wait longer: none may be. */
const isMissed = ({ expected, cls }: Vignettes[number]): boolean => (expected === 'URG' && cls !== 'URG') || (expected === 'A' && cls !== 'URG' && cls !== 'A');

/** What the version makes of the shipped cases; those that fail first. */
export function VignetteSheet({ vignettes }: { readonly vignettes: Vignettes }): ReactElement {
  const { t } = useTranslation('rules');
  const language = useLanguage();
  const failed = vignettes.filter(({ faults }) => faults.length > 0);
  const missed = vignettes.filter(isMissed).length;
  return (
    <Sheet title={t('vignettes.title')} note={t('vignettes.passed', { passed: vignettes.length - failed.length, total: vignettes.length })}>
      {missed > 0 && (
        <p className="note note-danger row" role="status">
          <Icon name="alert" /> {t('vignettes.missed', { count: missed })}
        </p>
      )}
      {failed.length === 0 && <p className="rules-tools">{t('vignettes.all')}</p>}
      <div className="rules-scroll">
        <table className="table rules-table">
          <thead>
            <tr>
              <th>{t('vignettes.case')}</th>
              <th>{t('vignettes.expected')}</th>
              <th>{t('vignettes.got')}</th>
              <th>{t('vignettes.what')}</th>
            </tr>
          </thead>
          <tbody>
            {[...failed, ...vignettes.filter(({ faults }) => faults.length === 0)].map(({ id, text, expected, cls, faults }) => (
              <tr key={id}>
                <td>
                  <span className="tabular ink-2">{id}</span> {text[language]}
                </td>
                <td>
                  <UrgencyBadge urgency={expected} size="inline" />
                </td>
                <td>
                  <UrgencyBadge urgency={cls} size="inline" />
                </td>
                <td>{faults.length === 0 ? <span className="ok">{t('vignettes.pass')}</span> : <span className="danger">{faults.map((fault) => t(`vignettes.fault.${fault}`)).join(', ')}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}
