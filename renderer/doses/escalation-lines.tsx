import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Escalation } from '#contract/escalations.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { AcknowledgeForm } from './acknowledge-form.tsx';
import { EscalationFacts, EscalationClock } from './escalation-facts.tsx';

/** Escalations of one person or one dose; whoever one is for answers it here. */
export function EscalationLines({ escalations }: { readonly escalations: readonly Escalation[] }): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const [answering, setAnswering] = useState<string | null>(null);
  return (
    <ul>
      {escalations.map((one) => (
        <li key={one.id}>
          <div className="dose-line dose-escalation">
            <EscalationClock escalation={one} now={null} />
            <span><EscalationFacts escalation={one} /> <span className="meta">{t('escalation.openedBy', { name: one.openedBy, at: f.instant(one.openedAt, 'short') })}</span></span>
            {one.mayAcknowledge && answering !== one.id && <Button small onClick={() => setAnswering(one.id)}>{t('escalation.answer')}</Button>}
          </div>
          {answering === one.id && <AcknowledgeForm escalation={one} onClose={() => setAnswering(null)} />}
        </li>
      ))}
    </ul>
  );
}
