import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaccineProposal, VaccineState } from '#contract/prevention.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Sheet } from '../ui/sheet.tsx';

const tones: Readonly<Record<VaccineState, 'plain' | 'ok' | 'warn'>> = { due: 'warn', check: 'plain', later: 'plain', declined: 'plain', done: 'ok' };

export interface VaccineProposalsProps {
  readonly proposals: readonly VaccineProposal[];
  /** Begins to enter a vaccine of a recommendation; absent for whoever only reads. */
  readonly onEnter?: ((code: string) => void) | undefined;
}

/** What is recommended to the person and how each stands, with its source and how drugs are handled around it. */
export function VaccineProposals({ proposals, onEnter }: VaccineProposalsProps): ReactElement {
  const { t } = useTranslation('prevention');
  const f = useFormat();
  return (
    <Sheet title={t('due.title')} note={proposals.filter(({ state }) => state === 'due').length || undefined}>
      {proposals.length === 0 ? (
        <p className="sheet-body ink-2">{t('due.none')}</p>
      ) : (
        <ul className="patients-lines">
          {proposals.map((one) => (
            <li key={one.code} className="patients-line">
              <span className="prevention-state">
                <Chip tone={tones[one.state]} icon={one.state === 'due' ? 'alert' : one.state === 'done' ? 'check' : undefined}>
                  {t(`due.state.${one.state}`)}
                </Chip>
              </span>
              <span className="grow">
                <b>{one.label[f.language]}</b>{' '}
                <span className="meta tabular">
                  {[one.doses > 1 && t('due.doses', { count: one.doses }), one.lastOn && t('due.last', { date: f.date(one.lastOn) }), one.state === 'later' && one.dueOn && t('due.from', { date: f.date(one.dueOn) }), one.reason && t(`reasonName.${one.reason}`)].filter(Boolean).join(' · ')}
                </span>
                {one.state !== 'done' && (
                  <span className="treatment-note">
                    {one.text[f.language]} {one.handling.map((text) => text[f.language]).join(' ')} <span className="meta">{one.source[f.language]}</span>
                  </span>
                )}
              </span>
              {onEnter && one.state !== 'done' && (
                <span className="no-print">
                  <Button small tone="text" label={t('due.enterOf', { name: one.label[f.language] })} onClick={() => onEnter(one.code)}>
                    {t('due.enter')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <p className="sheet-body meta">{t('due.aid')}</p>
    </Sheet>
  );
}
