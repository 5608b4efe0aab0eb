import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding, FindingValue } from '#contract/triage';
import { Icon } from '../ui/icon.tsx';
import { EvidenceMark, useEvidence } from './evidence-mark.tsx';
import type { Evidence } from './evidence.ts';
import { standingIn } from './reference-rules.ts';
import type { TriageWords } from './use-triage-words.ts';

export interface LaboratoryTableProps {
  readonly findings: readonly Finding[];
  readonly said: Readonly<Record<string, FindingValue | undefined>>;
  /** The words of a letter that values were taken from, by finding. */
  readonly quoted: Readonly<Record<string, string>>;
  readonly words: TriageWords;
  readonly evidence: Evidence;
}

/** What the laboratory found: value, unit, and the usual values where the dictionary has them. */
export function LaboratoryTable({ findings, said, quoted, words, evidence }: LaboratoryTableProps): ReactElement {
  const { t } = useTranslation('referrals');
  return (
    <table className="triage-laboratory">
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('laboratory.test')}</th>
          <th scope="col">{t('laboratory.value')}</th>
          <th scope="col">{t('laboratory.unit')}</th>
          <th scope="col">{t('laboratory.standing')}</th>
          <th scope="col">{t('laboratory.reference')}</th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <LaboratoryRow key={finding.field} finding={finding} value={said[finding.field] ?? null} quoted={quoted[finding.field]} words={words} number={evidence.ofFact.get(finding.field)} />
        ))}
      </tbody>
    </table>
  );
}

interface LaboratoryRowProps {
  readonly finding: Finding;
  readonly value: FindingValue;
  readonly quoted: string | undefined;
  readonly words: TriageWords;
  readonly number: number | undefined;
}

function LaboratoryRow({ finding, value, quoted, words, number }: LaboratoryRowProps): ReactElement {
  const { t } = useTranslation(['referrals', 'patients']);
  const light = useEvidence(number);
  const isMeasured = typeof value === 'number';
  const standing = isMeasured ? standingIn(value, finding.reference?.en) : null;
  return (
    <tr className="triage-evidence" {...light}>
      <th scope="row">
        {words.text(finding.label)}
        {quoted && <span className="triage-quoted">{t('letterText.quote', { words: quoted })}</span>}
      </th>
      <td className="numeric" colSpan={isMeasured ? undefined : 2}>
        <b>{isMeasured ? words.amount(finding.field, value) : words.value(finding.field, value)}</b>
        <EvidenceMark number={number} />
      </td>
      {isMeasured && <td className="meta">{finding.unit ? words.text(finding.unit) : ''}</td>}
      <td>
        {standing && (
          <span className="row triage-standing">
            <Icon name={standing === 'high' ? 'arrowUp' : 'arrowDown'} size="small" />
            <abbr title={t(standing === 'high' ? 'patients:result.highWord' : 'patients:result.lowWord')}>{t(standing === 'high' ? 'patients:result.high' : 'patients:result.low')}</abbr>
          </span>
        )}
      </td>
      <td className="meta">{finding.reference ? words.text(finding.reference) : ''}</td>
    </tr>
  );
}
