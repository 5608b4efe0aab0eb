import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import type { Finding, FindingValue } from '#contract/triage';
import { useFormat } from '../text/use-format.ts';
import { EvidenceMark, useEvidence } from './evidence-mark.tsx';
import type { Evidence } from './evidence.ts';
import { LaboratoryTable } from './laboratory-table.tsx';
import type { TriageWords } from './use-triage-words.ts';

export interface FindingsListProps {
  readonly referral: Pick<ReferralDetail, 'findings' | 'findingWords'> & Partial<Pick<ReferralDetail, 'enteredBy' | 'enteredAt'>>;
  readonly words: TriageWords;
  readonly evidence: Evidence;
}

const measuredGroups: readonly string[] = ['labs', 'serology'];

/** The findings that are known, in two columns: clinical ones, then laboratory, with the marks of the reasons. */
export function FindingsList({ referral, words, evidence }: FindingsListProps): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const said = referral.findings as Readonly<Record<string, FindingValue | undefined>>;
  const isKnown = ({ field }: Finding): boolean => said[field] !== undefined && said[field] !== null;
  const { findings } = words.content.dictionary;
  const { enteredBy, enteredAt } = referral;
  const known = findings.filter(isKnown);
  const clinical = known.filter(({ group }) => !measuredGroups.includes(group));
  const measured = known.filter(({ group }) => measuredGroups.includes(group));
  const silent = findings.filter((finding) => finding.danger && !isKnown(finding)).length;
  const row = (finding: Finding): ReactElement => (
    <FindingRow key={finding.field} finding={finding} value={said[finding.field] ?? null} quoted={referral.findingWords[finding.field]} words={words} number={evidence.ofFact.get(finding.field)} />
  );
  return (
    <>
      <h3>
        {t('request.findings')} {enteredBy !== undefined && enteredAt !== undefined && <span className="meta">{t('request.enteredBy', { name: enteredBy, date: f.instantDate(enteredAt, 'short') })}</span>}
      </h3>
      {clinical.length > 0 ? <dl className="triage-facts">{clinical.map(row)}</dl> : <p className="meta">{t('request.noFindings')}</p>}
      {silent > 0 && <p className="meta triage-silent">{t('request.dangerSilent', { count: silent })}</p>}
      {measured.length > 0 && (
        <>
          <h3>
            {t('request.laboratory')} <span className="meta">{t('request.laboratoryReference')}</span>
          </h3>
          <LaboratoryTable findings={measured} said={said} quoted={referral.findingWords} words={words} evidence={evidence} />
        </>
      )}
    </>
  );
}

interface FindingRowProps {
  readonly finding: Finding;
  readonly value: FindingValue;
  /** The words of a letter it was taken from. */
  readonly quoted: string | undefined;
  readonly words: TriageWords;
  readonly number: number | undefined;
}

function FindingRow({ finding, value, quoted, words, number }: FindingRowProps): ReactElement {
  const { t } = useTranslation('referrals');
  const light = useEvidence(number);
  return (
    <div className="triage-fact triage-evidence" {...light}>
      <dt>
        {words.text(finding.label)}
        {quoted && <span className="triage-quoted">{t('letterText.quote', { words: quoted })}</span>}
      </dt>
      <dd>
        {words.value(finding.field, value)}
        <EvidenceMark number={number} />
      </dd>
    </div>
  );
}
