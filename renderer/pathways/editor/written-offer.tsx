import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { wallDate } from '../../text/format.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { WrittenDefinition } from './kept-definition.ts';

interface WrittenOfferProps {
  /** Null where what was kept cannot be taken up. */
  readonly written: WrittenDefinition | null;
  readonly savedAt: string;
  /** Its code was given to a pathway meanwhile. */
  readonly isTaken: boolean;
  readonly onResume: (written: WrittenDefinition) => void;
  readonly onDiscard: () => void;
}

/** The pathway one was writing: it goes on from there, or is thrown away before another is begun. */
export function WrittenOffer({ written, savedAt, isTaken, onResume, onDiscard }: WrittenOfferProps): ReactElement {
  const { t } = useTranslation(['pathways', 'drafts']);
  const f = useFormat();
  const when = wallDate(savedAt, f.zone) === f.today ? t('drafts:offer.today', { time: f.instantTime(savedAt) }) : t('drafts:offer.earlier', { when: f.instant(savedAt) });
  return (
    <div className="note pathway-closed" role="status">
      <Icon name="saved" />
      <span className="grow">
        {written ? t('begin.kept', { label: written.draft.body.label[f.language] }) : t('begin.unreadable')} <span className="meta">{when}</span>
        {written && isTaken && <span className="warn"> {t('begin.takenSince')}</span>}
      </span>
      {written && <Button small onClick={() => onResume(written)}>{t('drafts:resume')}</Button>}
      <Button small tone="quiet" onClick={onDiscard}>{t('drafts:discard')}</Button>
    </div>
  );
}
