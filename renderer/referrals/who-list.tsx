import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import type { Candidate } from './use-first-places.ts';

export interface WhoListProps {
  readonly candidates: readonly Candidate[];
  readonly chosenId: string | null;
  readonly dueOn: string;
  readonly onChoose: (candidate: Candidate) => void;
}

/** Who could see the person, each with the first place: 1 to 9 choose, again to choose nobody. */
export function WhoList({ candidates, chosenId, dueOn, onChoose }: WhoListProps): ReactElement | null {
  const { t } = useTranslation('referrals');
  if (candidates.length === 0) return null;
  return (
    <section aria-labelledby="triage-who">
      <h3 id="triage-who">
        {t('who.title')} <span className="meta grow">{t('who.note')}</span>
        <span className="no-wrap">
          <Kbd keys="1" />–<Kbd keys={String(candidates.length)} />
        </span>
      </h3>
      <ul className="triage-who">
        {candidates.map((candidate, index) => (
          <Person key={candidate.professional.practitionerId} candidate={candidate} digit={index + 1} isChosen={candidate.professional.practitionerId === chosenId} dueOn={dueOn} onChoose={() => onChoose(candidate)} />
        ))}
      </ul>
    </section>
  );
}

interface PersonProps {
  readonly candidate: Candidate;
  readonly digit: number;
  readonly isChosen: boolean;
  readonly dueOn: string;
  readonly onChoose: () => void;
}

function Person({ candidate, digit, isChosen, dueOn, onChoose }: PersonProps): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  const f = useFormat();
  const { professional, place, isFirst } = candidate;
  useShortcut(String(digit), onChoose, { label: t('referrals:who.choose', { name: professional.displayName }) });
  const when = place && `${f.relativeDay(place.localStart.slice(0, 10))}, ${f.time(place.localStart.slice(11))}`;
  const isLate = place ? place.localStart.slice(0, 10) > dueOn : false;
  return (
    <li>
      <button type="button" className="triage-person" aria-pressed={isChosen} aria-keyshortcuts={String(digit)} onClick={onChoose}>
        <Kbd keys={String(digit)} />
        <span className="triage-person-mark">{isChosen ? <Icon name="check" size="small" /> : isFirst ? null : '+'}</span>
        <span className="grow ellipsis">
          <b>{professional.displayName}</b> <span className="meta">{t(`common:role.${professional.role}`).toLowerCase()}</span>
        </span>
        <span className={isLate ? 'meta no-wrap danger row' : 'meta no-wrap'}>
          {isLate && <Icon name="alert" size="small" />}
          {place === undefined ? '…' : place === null ? t('referrals:who.noPlace') : when}
        </span>
      </button>
    </li>
  );
}
