import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding, FindingValue } from '#contract/triage';
import { useFormat } from '../text/use-format.ts';
import { EvidenceMark, useEvidence } from './evidence-mark.tsx';
import type { Evidence } from './evidence.ts';
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
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const light = useEvidence(number);
  const isMeasured = typeof value === 'number';
  return (
    <tr className="triage-evidence" {...light}>
      <th scope="row">
        {words.text(finding.label)}
        {quoted && <span className="triage-quoted">{t('letterText.quote', { words: quoted })}</span>}
      </th>
      <td className="numeric" colSpan={isMeasured ? undefined : 2}>
        <b>{isMeasured ? f.number(value) : words.value(finding.field, value)}</b>
        <EvidenceMark number={number} />
      </td>
      {isMeasured && <td className="meta">{finding.unit ? words.text(finding.unit) : ''}</td>}
      <td className="meta">{finding.reference ? words.text(finding.reference) : ''}</td>
    </tr>
  );
}
