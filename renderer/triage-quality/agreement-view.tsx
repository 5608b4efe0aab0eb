import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityPeriod } from '#contract/triage-quality.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { ClassMatrix } from './class-matrix.tsx';
import { FigureHead } from './figure-head.tsx';
import { KappaRow, ShareRow } from './figure-rows.tsx';

/** How far the rules and the people who decide agree: share, kappas with their intervals, and the table of classes. */
export function AgreementView({ agreement }: { readonly agreement: QualityPeriod['agreement'] }): ReactElement {
  const { t } = useTranslation('triage-quality');
  const { agreed, plain, weighted, matrix } = agreement;
  if (agreed.of === 0) return <Sheet title={t('agreement.title')} padded><EmptyState sentence={t('agreement.empty')} /></Sheet>;
  return (
    <>
      <Sheet title={t('agreement.title')}>
        <div className="quality-body">
          <p className="meta">{t('agreement.note')}</p>
          <table className="table">
            <FigureHead />
            <tbody>
              <ShareRow label={t('agreement.agreed')} share={agreed} />
              <KappaRow label={t('agreement.plain')} means={t('agreement.plainMeans')} figure={plain} of={agreed.of} />
              <KappaRow label={t('agreement.weighted')} means={t('agreement.weightedMeans')} figure={weighted} of={agreed.of} />
            </tbody>
          </table>
        </div>
      </Sheet>
      <Sheet title={t('agreement.matrix')} note={t('agreement.same')}>
        <div className="rules-scroll">
          <ClassMatrix caption={t('agreement.matrix')} corner={t('agreement.proposed')} cells={matrix.map(({ proposed, decided, count }) => ({ row: proposed, column: decided, count }))} />
        </div>
      </Sheet>
    </>
  );
}
