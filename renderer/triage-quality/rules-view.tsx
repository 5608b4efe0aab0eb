import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityPeriod } from '#contract/triage-quality.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { Of } from './of.tsx';
import { useQualityWords } from './quality-words.ts';

/** How often each rule's proposal was decided otherwise, the most often first. */
export function RulesView({ rules, overridden }: Pick<QualityPeriod, 'rules' | 'overridden'>): ReactElement {
  const { t } = useTranslation('triage-quality');
  const f = useFormat();
  const words = useQualityWords();
  if (rules.length === 0) return <Sheet title={t('rules.title')} padded><EmptyState sentence={t('agreement.empty')} /></Sheet>;
  return (
    <Sheet title={t('rules.title')}>
      <div className="quality-body">
        <p className="meta">{t('rules.note')}</p>
        <table className="table">
          <thead>
            <tr>
              <th>{t('rules.rule')}</th>
              <th className="numeric">{t('rules.changed')}</th>
              <th className="numeric">{t('interval')}</th>
              <th className="numeric">{t('of')}</th>
              <th className="numeric">{t('rules.raised')}</th>
              <th className="numeric">{t('rules.lowered')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('rules.all')}</th>
              <td className="numeric strong">{words.percent(overridden)}</td>
              <td className="numeric">{words.percentLimits(overridden)}</td>
              <td className="numeric"><Of of={overridden.of}>{words.metOf(overridden)}</Of></td>
              <td className="numeric">{f.number(rules.reduce((sum, { raised }) => sum + raised, 0))}</td>
              <td className="numeric">{f.number(rules.reduce((sum, { lowered }) => sum + lowered, 0))}</td>
            </tr>
            {rules.map(({ ruleId, title, changed, raised, lowered }) => (
              <tr key={ruleId}>
                <td>
                  <span className="tabular ink-2">{ruleId}</span> {title ? title[f.language] : <span className="ink-2">{t('rules.gone')}</span>}
                </td>
                <td className="numeric strong">{words.percent(changed)}</td>
                <td className="numeric">{words.percentLimits(changed)}</td>
                <td className="numeric"><Of of={changed.of}>{words.metOf(changed)}</Of></td>
                <td className="numeric">{f.number(raised)}</td>
                <td className="numeric">{f.number(lowered)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}
