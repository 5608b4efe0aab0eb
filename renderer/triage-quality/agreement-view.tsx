import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityPeriod } from '#contract/triage-quality.ts';
import { urgencies, type Urgency } from '#contract/triage.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import { FigureHead } from './figure-head.tsx';
import { useQualityWords } from './quality-words.ts';

type Agreement = QualityPeriod['agreement'];

/** How far the rules and the people who decide agree: share, kappas with their intervals, and the table of classes. */
export function AgreementView({ agreement }: { readonly agreement: Agreement }): ReactElement {
  const { t } = useTranslation('triage-quality');
  const words = useQualityWords();
  const { agreed, plain, weighted } = agreement;
  if (agreed.of === 0) return <Sheet title={t('agreement.title')} padded><EmptyState sentence={t('agreement.empty')} /></Sheet>;
  const kappas = [['plain', plain], ['weighted', weighted]] as const;
  return (
    <>
      <Sheet title={t('agreement.title')}>
        <div className="quality-body">
          <p className="meta">{t('agreement.note')}</p>
          <table className="table">
            <FigureHead />
            <tbody>
              <tr>
                <th scope="row">{t('agreement.agreed')}</th>
                <td className="numeric strong">{words.percent(agreed)}</td>
                <td className="numeric">{words.percentLimits(agreed)}</td>
                <td className="numeric"><Of of={agreed.of}>{words.metOf(agreed)}</Of></td>
              </tr>
              {kappas.map(([name, figure]) => (
                <tr key={name}>
                  <th scope="row">
                    {t(`agreement.${name}`)} <span className="meta">{t(`agreement.${name}Means`)}</span>
                  </th>
                  {figure === null ? (
                    <td colSpan={2} className="ink-2 numeric">{t('agreement.undefined')}</td>
                  ) : (
                    <>
                      <td className="numeric strong">{words.kappa(figure.value)}</td>
                      <td className="numeric">{figure.low === null ? <span className="ink-2">{t('agreement.noInterval')}</span> : words.kappaLimits(figure)}</td>
                    </>
                  )}
                  <td className="numeric"><Of of={agreed.of} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Sheet>
      <Sheet title={t('agreement.matrix')} note={t('agreement.same')}>
        <div className="rules-scroll">
          <ClassMatrix matrix={agreement.matrix} />
        </div>
      </Sheet>
    </>
  );
}

/** How many a figure is of, marked where they are few. */
export function Of({ of, children }: { readonly of: number; readonly children?: string }): ReactElement {
  const f = useFormat();
  const few = useQualityWords().few(of);
  return (
    <>
      {children ?? f.number(of)} {few !== '' && <span className="meta no-wrap">{few}</span>}
    </>
  );
}

function ClassMatrix({ matrix }: { readonly matrix: Agreement['matrix'] }): ReactElement {
  const { t } = useTranslation('triage-quality');
  const f = useFormat();
  const countOf = (proposed: Urgency, decided: Urgency): number => matrix.find((one) => one.proposed === proposed && one.decided === decided)?.count ?? 0;
  const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
  return (
    <table className="table rules-matrix">
      <caption className="visually-hidden">{t('agreement.matrix')}</caption>
      <thead>
        <tr>
          <th className="meta">{t('agreement.proposed')}</th>
          {urgencies.map((decided) => (
            <th key={decided} scope="col" className="numeric">
              <UrgencyBadge urgency={decided} size="inline" />
            </th>
          ))}
          <th scope="col" className="numeric">{t('agreement.total')}</th>
        </tr>
      </thead>
      <tbody>
        {urgencies.map((proposed) => (
          <tr key={proposed}>
            <th scope="row">
              <UrgencyBadge urgency={proposed} size="inline" />
            </th>
            {urgencies.map((decided) => {
              const count = countOf(proposed, decided);
              return (
                <td key={decided} className={`numeric ${proposed === decided ? 'rules-same' : ''} ${count === 0 ? 'ink-2' : ''}`}>
                  {f.number(count)}
                </td>
              );
            })}
            <td className="numeric strong">{f.number(total(urgencies.map((decided) => countOf(proposed, decided))))}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('agreement.total')}</th>
          {urgencies.map((decided) => (
            <td key={decided} className="numeric strong">{f.number(total(urgencies.map((proposed) => countOf(proposed, decided))))}</td>
          ))}
          <td className="numeric strong">{f.number(total(matrix.map(({ count }) => count)))}</td>
        </tr>
      </tbody>
    </table>
  );
}
