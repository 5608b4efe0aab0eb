import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityPeriod } from '#contract/triage-quality.ts';
import { api } from '../link/client.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { ClassMatrix } from './class-matrix.tsx';
import { DifferingCases } from './differing-cases.tsx';
import { FigureHead } from './figure-head.tsx';
import { KappaRow, ShareRow } from './figure-rows.tsx';
import { SampleList } from './sample-list.tsx';

/** How far two people agree who rated the same requests, the second blind; the samples drawn for it, and where the two differ. */
export function BetweenView({ period: { between, from, until } }: { readonly period: QualityPeriod }): ReactElement {
  const { t } = useTranslation('triage-quality');
  const { agreed, plain, weighted, matrix, destination, destinationKappa, opened } = between;
  const samples = useQuery(api.secondRatings.samples.queryOptions());
  const [openedId, setOpenedId] = useState<string | null>(null);
  return (
    <>
      <Sheet title={t('between.title')}>
        <div className="quality-body">
          <p className="meta">{t('between.note')}</p>
          {agreed.of === 0 ? (
            <EmptyState sentence={t('between.empty')} hint={t('between.emptyHint')} />
          ) : (
            <table className="table">
              <FigureHead />
              <tbody>
                <ShareRow label={t('agreement.agreed')} share={agreed} />
                <KappaRow label={t('agreement.plain')} means={t('agreement.plainMeans')} figure={plain} of={agreed.of} />
                <KappaRow label={t('agreement.weighted')} means={t('agreement.weightedMeans')} figure={weighted} of={agreed.of} />
                <ShareRow label={t('between.where')} share={destination} />
                <KappaRow label={t('between.whereKappa')} means={t('between.whereMeans')} figure={destinationKappa} of={destination.of} />
              </tbody>
            </table>
          )}
          {opened > 0 && <p className="meta">{t('between.opened', { count: opened })}</p>}
        </div>
      </Sheet>
      {agreed.of > 0 && (
        <Sheet title={t('between.matrix')} note={t('agreement.same')}>
          <div className="rules-scroll">
            <ClassMatrix caption={t('between.matrix')} corner={t('between.corner')} cells={matrix.map(({ first, second, count }) => ({ row: first, column: second, count }))} />
          </div>
        </Sheet>
      )}
      <SampleList samples={samples} period={{ from, until }} openedId={openedId} onOpen={setOpenedId} />
      {openedId !== null && <DifferingCases key={openedId} sampleId={openedId} />}
    </>
  );
}
