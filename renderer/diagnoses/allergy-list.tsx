import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllergyLine } from '#contract/diagnoses.ts';
import { client } from '../link/client.ts';
import { withoutTag } from '../patients/clinical-text.ts';
import { useCommand } from '../treatments/use-command.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';

export interface AllergyListProps {
  readonly allergies: readonly AllergyLine[];
  readonly mayWrite: boolean;
  readonly actions: ReactNode;
}

const nothing = (): void => undefined;

/** Allergies with what happened and how dangerous; nothing written is not the same as none known. */
export function AllergyList({ allergies, mayWrite, actions }: AllergyListProps): ReactElement {
  const { t } = useTranslation('diagnoses');
  const f = useFormat();
  const withdraw = useCommand((input: Parameters<typeof client.diagnoses.withdrawAllergy>[0]) => client.diagnoses.withdrawAllergy(input), t('allergy.withdrawn'), nothing);
  return (
    <Sheet title={t('allergy.title')} actions={actions}>
      {allergies.length === 0 ? (
        <p className="sheet-body ink-2">{t('allergy.unknown')}</p>
      ) : (
        <ul className="patients-lines">
          {allergies.map((one) => (
            <li key={one.id} className="patients-line">
              <span className="grow">
                <span className={one.isOpen ? 'strong' : 'ink-2'}>{withoutTag(one.text)}</span>{' '}
                <span className="meta">
                  {[one.reaction, (one.criticality === 'high' || one.criticality === 'low') && t(`allergy.danger.${one.criticality}`), !one.isOpen && t('allergy.over'), one.recordedOn && f.date(one.recordedOn), one.recordedBy].filter(Boolean).join(' · ')}
                </span>
              </span>
              {mayWrite && (
                <span className="no-print">
                  <Button small tone="text" label={t('allergy.withdrawOf', { text: one.text })} onClick={() => withdraw.mutate({ allergyId: one.id, expectedVersion: one.version })}>
                    {t('allergy.withdraw')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {withdraw.isError && <ErrorNotice what={t('allergy.notWithdrawn')} error={withdraw.error} />}
    </Sheet>
  );
}
