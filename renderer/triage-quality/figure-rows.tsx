import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityPeriod, QualityShare } from '#contract/triage-quality.ts';
import { Of } from './of.tsx';
import { useQualityWords } from './quality-words.ts';

/** A share in a table of figures; of nobody, said so. */
export function ShareRow({ label, share, means }: { readonly label: string; readonly share: QualityShare; readonly means?: string }): ReactElement {
  const { t } = useTranslation('triage-quality');
  const words = useQualityWords();
  return (
    <tr>
      <th scope="row">
        {label} {means !== undefined && <span className="meta">{means}</span>}
      </th>
      {share.of === 0 ? (
        <td colSpan={3} className="ink-2 numeric">{t('noCase')}</td>
      ) : (
        <>
          <td className="numeric strong">{words.percent(share)}</td>
          <td className="numeric">{words.percentLimits(share)}</td>
          <td className="numeric"><Of of={share.of}>{words.metOf(share)}</Of></td>
        </>
      )}
    </tr>
  );
}

/** A kappa in a table of figures, or why it cannot be said. */
export function KappaRow({ label, means, figure, of }: { readonly label: string; readonly means: string; readonly figure: QualityPeriod['agreement']['plain']; readonly of: number }): ReactElement {
  const { t } = useTranslation('triage-quality');
  const words = useQualityWords();
  return (
    <tr>
      <th scope="row">
        {label} <span className="meta">{means}</span>
      </th>
      {figure === null ? (
        <td colSpan={2} className="ink-2 numeric">{t('agreement.undefined')}</td>
      ) : (
        <>
          <td className="numeric strong">{words.kappa(figure.value)}</td>
          <td className="numeric">{figure.low === null ? <span className="ink-2">{t('agreement.noInterval')}</span> : words.kappaLimits(figure)}</td>
        </>
      )}
      <td className="numeric"><Of of={of} /></td>
    </tr>
  );
}
