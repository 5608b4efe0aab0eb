import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RestedOn } from '#contract/pathways.ts';
import { RecordReading } from './record-reading.tsx';

/** What an answer rested on when it was noted, and whether it was taken as it was proposed. */
export function AnswerBasis({ restedOn: { taking, reading } }: { readonly restedOn: RestedOn }): ReactElement {
  const { t } = useTranslation('pathways');
  return (
    <span className={taking === 'otherwise' ? 'pathway-basis warn' : 'pathway-basis meta'}>
      {t(`reading.taking.${taking}`)} <RecordReading reading={reading} />
    </span>
  );
}
