import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '#contract/attachments';
import type { Outputs } from '#contract/index';
import { PaperButton } from '../attachments/attachment-strip.tsx';
import { DocumentViewer } from '../attachments/document-viewer.tsx';
import { useAttachmentBytes } from '../attachments/use-attachments.ts';
import { evidenceOf } from '../referrals/evidence.ts';
import { FindingsList } from '../referrals/findings-list.tsx';
import { Prerequisites } from '../referrals/request-pane.tsx';
import type { TriageWords } from '../referrals/use-triage-words.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';

type Rated = Outputs['secondRatings']['read'];
const noEvidence = evidenceOf(null);

/** The request as it was when it was decided: who without a name, their words, facts, prerequisites, papers. */
export function RatingRequest({ request, words }: { readonly request: Rated; readonly words: TriageWords }): ReactElement {
  const { t } = useTranslation(['second-ratings', 'referrals', 'attachments', 'common']);
  const f = useFormat();
  const [openId, setOpenId] = useState<string | null>(null);
  const { age, sex, regionCode, language, requestedClass, reasonCode, papers } = request;
  const region = regionCode as '06' | null;
  const first = papers[0]?.id;
  const paper = papers.find(({ id }) => id === openId);
  useShortcut('v', () => setOpenId(openId === null ? (first ?? null) : null), { label: t('attachments:open'), enabled: first !== undefined });
  const who = [
    age === null ? null : t('second-ratings:request.age', { count: Math.floor(age) }), t(`common:sexName.${sex}`), (language === 'fr' || language === 'en') && t(`common:language.${language}`),
    region && t('referrals:request.region', { code: region, name: t(`common:region.${region}`) }),
  ].filter(Boolean).join(' · ');
  return (
    <section className="triage-request" aria-label={t('referrals:request.label')}>
      <header className="triage-request-header">
        <h2 className="title">{t('second-ratings:request.title', { place: request.place, of: request.of })}</h2>
        <div className="meta">{who}</div>
      </header>
      {paper ? (
        <Paper paper={paper} papers={papers} onOpen={setOpenId} />
      ) : (
        <div className="triage-scroll" role="group" aria-label={t('referrals:request.findings')} tabIndex={0}>
          <div className="triage-source">
            <div className="row">
              <b className="grow">{t('referrals:request.receivedOn', { date: f.instantDate(request.receivedAt) })}</b>
              {requestedClass && (
                <span className="meta no-wrap">
                  {t('referrals:request.requested')} <b className="triage-ink">{requestedClass}</b>, {words.delay(requestedClass).toLowerCase()}
                </span>
              )}
            </div>
            <p className="meta">{[request.referrerOrganization, reasonCode && `${reasonCode}, ${words.reason(reasonCode)}`].filter(Boolean).join(' · ')}</p>
          </div>
          {request.freeText && <blockquote className="triage-words">{t('referrals:request.quote', { words: request.freeText })}</blockquote>}
          <FindingsList referral={{ findings: request.findings, findingWords: request.findingWords }} words={words} evidence={noEvidence} />
          <Prerequisites referral={request} words={words} />
          {papers.length > 0 && (
            <>
              <h3>
                {t('attachments:title')} <span className="meta">{papers.length}</span>
              </h3>
              <div className="attachment-strip">
                {papers.map((one) => <PaperButton key={one.id} paper={one} isOpen={false} onOpen={() => setOpenId(one.id)} />)}
              </div>
            </>
          )}
        </div>
      )}
    </section>
  );
}

function Paper({ paper, papers, onOpen }: { readonly paper: Attachment; readonly papers: readonly Attachment[]; readonly onOpen: (id: string | null) => void }): ReactElement {
  const { t } = useTranslation('attachments');
  const bytes = useAttachmentBytes(paper.id);
  const index = papers.indexOf(paper);
  const neighbour = (step: 1 | -1): (() => void) | undefined => {
    const other = papers[index + step];
    return other && (() => onOpen(other.id));
  };
  if (bytes.isError) return <ErrorNotice what={t('openFailed')} error={bytes.error} onRetry={() => void bytes.refetch()} />;
  if (!bytes.data) return <SkeletonRows rows={10} />;
  return <DocumentViewer key={paper.id} name={paper.name} mediaType={paper.mediaType} bytes={bytes.data} onClose={() => onOpen(null)} onPrevious={neighbour(-1)} onNext={neighbour(1)} />;
}
