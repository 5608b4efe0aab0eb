import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Features } from '#contract/triage';
import { Checkbox } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { prerequisitesOf, type RequestDraft } from './request-form.ts';
import type { TriageWords } from './use-triage-words.ts';

export interface PrerequisitesFieldProps {
  readonly draft: RequestDraft;
  readonly findings: Features;
  readonly words: TriageWords;
  readonly onChange: (prerequisites: readonly string[]) => void;
}

/** What the reason asks for: ticked by hand, or already shown by a finding. */
export function PrerequisitesField({ draft, findings, words, onChange }: PrerequisitesFieldProps): ReactElement | null {
  const { t } = useTranslation('referrals');
  const asked = prerequisitesOf(draft.reasonCode, findings, draft.prerequisites, words.content.reasons);
  if (asked.length === 0) return null;
  const given = asked.filter((prerequisite) => prerequisite.given).length;
  return (
    <Sheet title={t('prerequisites.title')} note={t('prerequisites.count', { given, asked: asked.length })} padded>
      <div className="request-prerequisites">
        {asked.map(({ code, shown, given: isGiven }) => (
          <Checkbox
            key={code}
            checked={isGiven}
            aria-disabled={shown || undefined}
            onChange={() => {
              if (shown) return;
              onChange(isGiven ? draft.prerequisites.filter((other) => other !== code) : [...draft.prerequisites, code]);
            }}
            label={
              <>
                {words.prerequisite(code)} {shown && <span className="meta">{t('prerequisites.shown')}</span>}
              </>
            }
          />
        ))}
      </div>
    </Sheet>
  );
}
