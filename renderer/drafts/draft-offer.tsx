import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { wallDate } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Draft } from './use-draft.ts';

/** "Draft of 10:02": take it up, or throw it away. Nothing when there is none. */
export function DraftOffer<Value>({ draft, onResume }: { readonly draft: Draft<Value>; readonly onResume: (value: Value) => void }): ReactElement | null {
  const { t } = useTranslation('drafts');
  const f = useFormat();
  const { offer } = draft;
  if (!offer) return null;
  const isOfToday = wallDate(offer.savedAt, f.zone) === f.today;
  return (
    <div className="note row" role="status">
      <Icon name="saved" />
      <span className="grow">{isOfToday ? t('offer.today', { time: f.instantTime(offer.savedAt) }) : t('offer.earlier', { when: f.instant(offer.savedAt) })}</span>
      <Button
        small
        onClick={() => {
          onResume(offer.value);
          draft.taken();
        }}
      >
        {t('resume')}
      </Button>
      <Button small tone="quiet" onClick={draft.discard}>
        {t('discard')}
      </Button>
    </div>
  );
}
