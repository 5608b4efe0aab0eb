import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '#contract/triage';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { FindingField, type FindingFieldProps } from './finding-field.tsx';
import type { Answers } from './request-form.ts';
import type { TriageWords } from './use-triage-words.ts';

export interface FindingGroupsProps {
  readonly reasonCode: string;
  readonly answers: Answers;
  readonly onAnswer: FindingFieldProps['onAnswer'];
  readonly words: TriageWords;
}

/** Never asked here: worked out from the reason, or asked above. */
const askedElsewhere: readonly string[] = ['prereq_missing', 'age'];

/** The findings by group: danger signs whole, then those that matter to the reason; the rest of a group on demand. */
export function FindingGroups({ reasonCode, answers, onAnswer, words }: FindingGroupsProps): ReactElement {
  const { t } = useTranslation('referrals');
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const { groups, findings } = words.content.dictionary;
  const field = (finding: Finding): ReactElement => (
    <FindingField key={finding.field} finding={finding} answer={answers[finding.field]} onAnswer={onAnswer} words={words} />
  );
  return (
    <>
      {groups.map((group) => {
        const all = findings.filter((finding) => finding.group === group.code && !askedElsewhere.includes(finding.field));
        if (all.length === 0) return null;
        const asked = all.filter((finding) => finding.danger || finding.reasons.includes(reasonCode) || answers[finding.field] !== undefined || isAlwaysAsked(finding));
        const shown = opened.has(group.code) ? all : asked;
        const answered = all.filter((finding) => answers[finding.field] !== undefined).length;
        const hidden = all.length - shown.length;
        return (
          <Sheet
            key={group.code}
            className="finding-group"
            title={words.text(group.label)}
            note={answered > 0 ? t('form.answered', { answered, asked: all.length }) : undefined}
            actions={
              hidden > 0 ? (
                <Button small tone="text" onClick={() => setOpened(new Set([...opened, group.code]))}>
                  {shown.length === 0 ? t('form.showGroup', { count: hidden }) : t('form.showAll', { count: hidden })}
                </Button>
              ) : undefined
            }
          >
            {shown.length > 0 && <div className="finding-grid">{shown.map(field)}</div>}
          </Sheet>
        );
      })}
    </>
  );
}

/** What access depends on is asked whatever the reason. */
const isAlwaysAsked = (finding: Finding): boolean => finding.group === 'context';
