import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../ui/field.tsx';
import { AwayInSearch, type AwayInSearchProps } from './despite-away.tsx';

/** What a search of places passed over, after its places: closed times, and places that are taken. */
export function LookThrough({ throughTaken, onThroughTaken, ...away }: AwayInSearchProps & { readonly throughTaken: boolean; readonly onThroughTaken: (through: boolean) => void }): ReactElement {
  const { t } = useTranslation('visits');
  return (
    <>
      <AwayInSearch {...away} />
      <Checkbox label={t('overbook.through')} checked={throughTaken} onChange={(event) => onThroughTaken(event.target.checked)} />
    </>
  );
}
