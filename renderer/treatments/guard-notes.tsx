import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inputs } from '#contract/index.ts';
import type { GuardFinding } from '#contract/treatments.ts';
import { api } from '../link/client.ts';
import { readNumber } from '../text/typed-number.ts';
import { useFormat } from '../text/use-format.ts';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';

type Plan = Inputs['treatments']['check']['plan'];

/** What is answered to the guards: the reasons by guard, and a weight where one is wanted. */
export interface GuardAnswers {
  readonly reasons: Readonly<Record<string, string>>;
  readonly weight: string;
}
export const noAnswers: GuardAnswers = { reasons: {}, weight: '' };

/** What the guards say of a plan; null while nothing is planned. */
export function useGuards(patientId: string, plan: Plan | null): readonly GuardFinding[] {
  const { data } = useQuery(
    api.treatments.check.queryOptions({
      input: { patientId, plan: plan ?? { lineId: null, ingredient: null, dose: null, from: '2000', endedOn: null, weightKg: null } }, enabled: plan !== null, placeholderData: (before) => before,
    }),
  );
  return plan === null ? [] : (data?.findings ?? []);
}

/** The weight typed; null when none is, or it cannot be one. */
export function typedWeight({ weight }: GuardAnswers): number | null {
  const value = readNumber(weight);
  return typeof value === 'number' && value >= 20 && value <= 350 ? value : null;
}

/** Whether everything asked was answered. */
export function isAnswered(findings: readonly GuardFinding[], { reasons }: GuardAnswers): boolean {
  return findings.every(({ asks, code }) => !asks || (reasons[code]?.trim().length ?? 0) >= 3);
}

/** The answers as they are sent: of the guards that ask. */
export function confirmationsOf(findings: readonly GuardFinding[], { reasons }: GuardAnswers) {
  return findings.filter(({ asks }) => asks).map(({ code }) => ({ guard: code, reason: reasons[code]?.trim() ?? '' }));
}

export interface GuardNotesProps {
  readonly findings: readonly GuardFinding[];
  readonly answers: GuardAnswers;
  readonly onChange: (answers: GuardAnswers) => void;
}

const perKilogram = /per-kilogram$/;

/** What is to be looked at again, each with its source; where it asks, a reason is given or the dose is changed. */
export function GuardNotes({ findings, answers, onChange }: GuardNotesProps): ReactElement {
  const { t } = useTranslation('treatments');
  const f = useFormat();
  const wantsWeight = findings.some(({ code }) => perKilogram.test(code)) || answers.weight !== '';
  return (
    <div className="stack" role="status">
      {findings.map(({ code, asks, text, source }) => (
        <div key={code} className={asks ? 'note note-warn' : 'note'}>
          <Icon name="alert" />
          <div className="grow stack">
            <p>{text[f.language]}</p>
            <p className="meta">{t('guard.source', { source: source[f.language] })}</p>
            {asks && <TextField label={t('guard.reason')} value={answers.reasons[code] ?? ''} maxLength={300} onChange={(event) => onChange({ ...answers, reasons: { ...answers.reasons, [code]: event.target.value } })} />}
          </div>
        </div>
      ))}
      {wantsWeight && (
        <TextField
          label={t('guard.weight')}
          inputMode="decimal"
          value={answers.weight}
          error={answers.weight !== '' && typedWeight(answers) === null ? t('issue.WEIGHT') : undefined}
          onChange={(event) => onChange({ ...answers, weight: event.target.value })}
        />
      )}
    </div>
  );
}
