import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Disposition } from '#contract/referrals';
import { TextArea, TextField } from '../ui/field.tsx';
import type { AcceptWords } from './use-accept.ts';

export interface AcceptFieldsProps {
  readonly disposition: Disposition;
  readonly said: AcceptWords;
  readonly onSaid: (said: AcceptWords) => void;
}

/** What an acceptance says beside the class: to whom one redirects, and the words of the letter. */
export function AcceptFields({ disposition, said, onSaid }: AcceptFieldsProps): ReactElement | null {
  const { t } = useTranslation('referrals');
  if (disposition !== 'redirect' && disposition !== 'advice') return null;
  return (
    <>
      {disposition === 'redirect' && (
        <TextField
          label={t('field.redirectTo')}
          value={said.redirectTo}
          maxLength={200}
          onChange={(event) => onSaid({ ...said, redirectTo: event.target.value })}
          error={said.redirectTo.trim() === '' ? t('field.redirectRequired') : undefined}
        />
      )}
      <TextArea label={disposition === 'advice' ? t('field.advice') : t('field.letter')} optional value={said.note} maxLength={2000} rows={2} onChange={(event) => onSaid({ ...said, note: event.target.value })} />
    </>
  );
}
