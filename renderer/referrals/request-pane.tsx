import { useRouter } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { AttachmentStrip } from '../attachments/attachment-strip.tsx';
import { KeptAttachment } from '../attachments/kept-attachment.tsx';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import { AlsoOpen } from './also-open.tsx';
import { EvidenceMark } from './evidence-mark.tsx';
import type { Evidence } from './evidence.ts';
import { FindingsList } from './findings-list.tsx';
import { RequestHistory } from './request-history.tsx';
import { RequestNotes } from './request-notes.tsx';
import { RequestSteps } from './request-steps.tsx';
import { prerequisitesOf } from './request-form.ts';
import type { Drawer } from './use-drawer.ts';
import { ToldLine } from './told-line.tsx';
import type { TriageWords } from './use-triage-words.ts';

export interface RequestPaneProps {
  readonly referral: ReferralDetail;
  readonly words: TriageWords;
  readonly evidence: Evidence;
  readonly onChanged: () => void;
  readonly drawer: Drawer;
}

/** The request in the order a rheumatologist reads it: who, from whom, their words, facts, prerequisites, steps. */
export function RequestPane({ referral, words, evidence, onChanged, drawer }: RequestPaneProps): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const { reasonCode, requestedClass } = referral;
  const [openId, setOpenId] = useState<string | null>(null);
  const openPaper = (id: string | null): void => {
    setOpenId(id);
    // The viewer goes with the keyboard in it: the desk takes it back.
    if (id === null) document.querySelector<HTMLElement>('.triage-queue [role="grid"]')?.focus({ preventScroll: true });
  };
  const from = [referral.referrerName, referral.referrerOrganization].filter(Boolean).join(', ');
  return (
    <section className="triage-request" aria-label={t('request.label')}>
      <RequestHeader referral={referral} ageNumber={evidence.ofFact.get('age')} drawer={drawer} />
      {openId ? (
        <KeptAttachment referralId={referral.id} attachmentId={openId} onOpen={openPaper} />
      ) : (
        <div className="triage-scroll" role="group" aria-label={t('request.findings')} tabIndex={0}>
          <RequestNotes referral={referral} words={words} onChanged={onChanged} />
          <div className="triage-source">
            <div className="row">
              <Icon name="document" />
              <b className="grow">{t('request.receivedOn', { date: f.instantDate(referral.receivedAt) })}</b>
              {requestedClass && (
                <span className="meta no-wrap">
                  {t('request.requested')} <b className="triage-ink">{requestedClass}</b>, {words.delay(requestedClass).toLowerCase()}
                </span>
              )}
            </div>
            <ToldLine told={referral.told} />
            <p className="meta triage-from">{[from || t('request.noReferrer'), reasonCode && `${reasonCode}, ${words.reason(reasonCode)}`].filter(Boolean).join(' · ')}</p>
          </div>
          {referral.freeText && <blockquote className="triage-words">{t('request.quote', { words: referral.freeText })}</blockquote>}
          <FindingsList referral={referral} words={words} evidence={evidence} />
          <Prerequisites referral={referral} words={words} />
          <AttachmentStrip referralId={referral.id} openId={openId} onOpen={openPaper} />
          <RequestHistory referral={referral} />
        </div>
      )}
      <RequestSteps referral={referral} />
    </section>
  );
}

function RequestHeader({ referral, ageNumber, drawer }: { readonly referral: ReferralDetail; readonly ageNumber: number | undefined; readonly drawer: Drawer }): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  const f = useFormat();
  const router = useRouter();
  const { patient } = referral;
  const openRecord = (): void => router.history.push(`/patients/${patient.id}`);
  useShortcut('g', openRecord, { label: t('referrals:request.openRecord') });
  const region = patient.regionCode as '06' | null;
  const shown = referral.state === 'received' ? referral.proposal?.decision.cls : referral.decisions[0]?.cls;
  return (
    <header className="triage-request-header">
      <div className="row wrap">
        <h2 className="title">{formatName(patient)}</h2>
        <span className="meta no-wrap">
          {f.age(patient.birthDate)}
          <EvidenceMark number={ageNumber} />
          {['', t(`common:sex.${patient.administrativeSex}`), patient.birthDate && f.date(patient.birthDate)].filter((part) => part !== null).join(' · ')}
        </span>
        <Chip>{t(`referrals:situation.${referral.situation}`)}</Chip>
        <span className="grow" />
        <AlsoOpen referralId={referral.id} />
        {drawer.isNarrow && (
          <Button small keys="d" expanded={drawer.isOpen} onClick={drawer.toggle}>
            {shown && <UrgencyBadge urgency={shown} size="inline" />}
            {t('referrals:proposal.title')}
          </Button>
        )}
      </div>
      <div className="meta row triage-identity">
        {patient.maskedNam && <span className="no-wrap">{patient.maskedNam}</span>}
        {!patient.maskedNam && patient.fileNumber && <span className="no-wrap">{t('referrals:request.file', { number: patient.fileNumber })}</span>}
        {patient.language !== null && <span>{f.languageTitle(patient.language)}</span>}
        {region && <span className="ellipsis">{t('referrals:request.region', { code: region, name: t(`common:region.${region}`) })}</span>}
        {patient.phone && <span className="no-wrap">{patient.phone}</span>}
        <a
          href={`/patients/${patient.id}`}
          className="meta accent no-wrap row triage-open"
          onClick={(event) => {
            event.preventDefault();
            openRecord();
          }}
        >
          {t('referrals:request.openRecord')} <Kbd keys="g" />
        </a>
      </div>
    </header>
  );
}

/** What the reason asks for, given or not. */
export function Prerequisites({ referral, words }: { readonly referral: Pick<ReferralDetail, 'reasonCode' | 'findings' | 'prerequisitesProvided'>; readonly words: TriageWords }): ReactElement | null {
  const { t } = useTranslation('referrals');
  const asked = prerequisitesOf(referral.reasonCode ?? '', referral.findings, referral.prerequisitesProvided, words.content.reasons);
  if (asked.length === 0) return null;
  const given = asked.filter((prerequisite) => prerequisite.given);
  return (
    <>
      <h3>
        {t('prerequisites.title')} <span className="meta">{t('prerequisites.count', { given: given.length, asked: asked.length })}</span>
      </h3>
      <div className="row wrap triage-chips">
        {asked.map((prerequisite) => (
          <Chip
            key={prerequisite.code}
            tone={prerequisite.given ? 'plain' : prerequisite.optional ? 'plain' : 'warn'}
            icon={prerequisite.given ? 'check' : 'alert'}
          >
            {words.prerequisite(prerequisite.code)}
          </Chip>
        ))}
      </div>
    </>
  );
}
