import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditLine, AuditSubject } from '#contract/audit.ts';
import { OpeningReviewSheet } from '../access/opening-review.tsx';
import { api } from '../link/client.ts';
import { useClinic } from '../session/session-state.ts';
import { now } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AdministrationBar } from './administration-bar.tsx';
import { AuditQuestionFields, type AuditQuestion } from './audit-question.tsx';
import { AuditVerificationSheet } from './audit-verification.tsx';
import { useAuditWords } from './audit-words.ts';

/** The trail of what was done and read: whether it is whole, and what it says about a patient or a person. */
export function AuditPage(): ReactElement {
  const { t } = useTranslation(['audit', 'common']);
  const [question, setQuestion] = useState<AuditQuestion>({ about: { kind: 'all' }, name: '', from: '', to: '' });
  const [kind, setKind] = useState<AuditSubject['kind']>('all');
  const reversed = question.from !== '' && question.to !== '' && question.from > question.to;
  // Nobody chosen yet: the report waits rather than showing everybody's.
  const ready = kind === question.about.kind && !reversed;
  const report = useInfiniteQuery(
    api.audit.report.infiniteOptions({
      input: (after: string | null) => ({ about: question.about, from: question.from || null, to: question.to || null, after }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
      enabled: ready,
      placeholderData: keepPreviousData,
      // Each reading is itself a line of the trail: coming back to the window must not add one.
      staleTime: Infinity,
    }),
  );
  const lines = ready ? (report.data?.pages.flatMap((page) => page.lines) ?? []) : [];
  return (
    <div className="page">
      <AdministrationBar current="audit" />
      <div className="page-body administration-body" id="administration-panel" role="tabpanel" aria-label={t('audit:title')}>
        <div className="no-print">
          <AuditVerificationSheet />
        </div>
        <div className="no-print">
          <OpeningReviewSheet />
        </div>
        <Sheet
          title={t('audit:report.title')}
          padded
          actions={
            <Button small icon="print" disabled={lines.length === 0} onClick={() => window.print()}>
              {t('common:action.print')}
            </Button>
          }
        >
          <div className="stack print-only-this">
            <PaperHeading question={question} more={report.hasNextPage} />
            <AuditQuestionFields question={question} kind={kind} onKind={setKind} onQuestion={setQuestion} />
            {reversed && <p className="danger" role="alert">{t('audit:report.reversed')}</p>}
            {report.isError && <ErrorNotice what={t('audit:report.failed')} error={report.error} onRetry={() => void report.refetch()} />}
            {ready && report.isPending && <SkeletonRows rows={8} />}
            {!ready && !reversed && <EmptyState sentence={t(kind === 'patient' ? 'audit:report.waitPatient' : 'audit:report.waitPerson')} />}
            {ready && report.isSuccess && lines.length === 0 && <EmptyState sentence={t('audit:report.none')} />}
            {lines.length > 0 && <AuditTable lines={lines} />}
            {ready && report.hasNextPage && (
              <div className="row no-print">
                <Button disabled={report.isFetchingNextPage} onClick={() => void report.fetchNextPage()}>
                  {t('audit:report.more')}
                </Button>
                <span className="meta" role="status">{t('audit:report.shown', { count: lines.length })}</span>
              </div>
            )}
          </div>
        </Sheet>
      </div>
    </div>
  );
}

function AuditTable({ lines }: { readonly lines: readonly AuditLine[] }): ReactElement {
  const { t } = useTranslation('audit');
  const f = useFormat();
  const words = useAuditWords();
  return (
    <div className="audit-lines" role="group" aria-label={t('report.title')} tabIndex={0}>
      <table className="table audit-table">
        <thead>
          <tr>
            <th scope="col" className="numeric">{t('column.row')}</th>
            <th scope="col">{t('column.when')}</th>
            <th scope="col">{t('column.who')}</th>
            <th scope="col">{t('column.what')}</th>
            <th scope="col">{t('column.patient')}</th>
            <th scope="col">{t('column.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.seq}>
              <td className="numeric meta">{line.seq}</td>
              <td className="no-wrap tabular">{f.instant(line.at)}</td>
              <td>{words.who(line)}</td>
              <td>{words.action(line)}</td>
              <td>{line.patientName ?? (line.patientId ? t('report.patientGone') : '')}</td>
              <td className="meta">{words.detail(line)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the paper says above the lines: of whom, of when, and whether there is more. */
function PaperHeading({ question, more }: { readonly question: AuditQuestion; readonly more: boolean }): ReactElement {
  const { t } = useTranslation('audit');
  const f = useFormat();
  const { name } = useClinic();
  const period =
    question.from || question.to
      ? t('paper.period', { from: question.from ? f.date(question.from, 'long') : '…', to: question.to ? f.date(question.to, 'long') : '…' })
      : t('paper.always');
  return (
    <div className="print-repeat audit-paper">
      <b>{t('paper.title', { clinic: name })}</b>
      <p>{[question.name || t('paper.everybody'), period, t('paper.printed', { when: f.instant(now().toString({ smallestUnit: 'millisecond' })) })].join(' · ')}</p>
      {more && <p>{t('paper.more')}</p>}
    </div>
  );
}
