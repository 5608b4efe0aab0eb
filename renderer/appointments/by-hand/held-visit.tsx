import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MoveObstacle } from '#contract/visits';
import { formatName } from '../../text/format.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ModalityLegend } from '../modality-legend.tsx';
import { useAwayWords } from '../away-words.ts';
import { VisitRefusal } from '../visit-refusal.tsx';
import { isOvercomeByReason } from './hand-rules.ts';
import type { Hand, Judgement } from './use-hand.ts';

/** The place under the hand, drawn in its column: dashed where it would be taken, hatched with a sign where it is refused. */
export function HeldBlock({ hand, style }: { readonly hand: Hand; readonly style: { readonly top: string; readonly height: string } }): ReactElement {
  const block = useRef<HTMLDivElement>(null);
  const f = useFormat();
  const { held, judged } = hand;
  const isRefused = judged !== null && judged.against.length > 0;
  useEffect(() => {
    block.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [style.top, style.height, held?.place.column]);
  return (
    <div ref={block} className={isRefused ? 'schedule-held is-refused' : 'schedule-held'} style={style} aria-hidden="true">
      {isRefused && <Icon name="stop" size="small" />}
      {held && (
        <b className="ellipsis">
          {f.time(timeOf(held.place.from))} {formatName(held.visit.patient)}
        </b>
      )}
    </div>
  );
}

/** What the hand holds and whether it may be let go there, said in words; once let go in vain, why. */
export function HandWords({ hand, nameOf, onDone }: { readonly hand: Hand; readonly nameOf: (column: string) => string; readonly onDone: (visitId: string) => void }): ReactElement {
  const { t } = useTranslation(['visits', 'common']);
  const f = useFormat();
  const whyNot = useObstacleWords();
  const { held, judged, refusal } = hand;
  return (
    <>
      <div className={held ? 'schedule-hand' : 'visually-hidden'} role="status">
        {held && (
          <>
            <b>{formatName(held.visit.patient)}</b>{' '}
            {t('hand.place', { from: f.time(timeOf(held.place.from)), to: f.time(timeOf(held.place.from + held.place.minutes)), count: held.place.minutes, where: nameOf(held.place.column) })}{' '}
            {judged && judged.against.length > 0 ? (
              <span className="danger">
                <Icon name="stop" size="small" /> {t('hand.refused', { why: whyNot(judged) })}{' '}
                {isOvercomeByReason(judged.against) && t('hand.withReason')}
              </span>
            ) : (
              <>
                {judged?.late && (
                  <span className="warn">
                    <Icon name="alert" size="small" /> {t('hand.late')}{' '}
                  </span>
                )}
                <span className="meta">{t('hand.keys')}</span>
              </>
            )}
          </>
        )}
      </div>
      {!held && !refusal && <ModalityLegend />}
      {!held && refusal && (
        <div className="schedule-hand">
          <div className="grow">
            {refusal.judged && refusal.error === null ? (
              <p className="warn" role="alert">
                <Icon name="alert" size="small" /> {t('hand.stays', { name: formatName(refusal.visit.patient), why: whyNot(refusal.judged) })}
              </p>
            ) : (
              <VisitRefusal what={t('move.notMoved')} visit={refusal.visit} error={refusal.error} />
            )}
            {refusal.place && <DespiteForm key={refusal.visit.id} hand={hand} where={`${f.time(timeOf(refusal.place.at.from))}, ${nameOf(refusal.place.at.column)}`} onDone={() => onDone(refusal.visit.id)} />}
          </div>
          <IconButton icon="close" label={t('common:action.close')} onClick={hand.leave} />
        </div>
      )}
    </>
  );
}

/** Why the visit goes there all the same: Enter puts it there, Escape leaves it where it was. */
function DespiteForm({ hand, where, onDone }: { readonly hand: Hand; readonly where: string; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation(['visits', 'absences']);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isMissing = tried && reason.trim() === '';
  const send = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() !== '' && (await hand.letGoDespite(reason.trim()))) onDone();
  };
  return (
    <form
      className="schedule-hand-despite"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField
        label={t('hand.despite', { where })}
        maxLength={300}
        value={reason}
        autoFocus
        error={isMissing ? t('absences:despite.needed') : undefined}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          hand.leave();
          onDone();
        }}
      />
      <Button small type="submit" disabled={hand.isMoving}>
        {t('hand.putDespite')}
      </Button>
    </form>
  );
}

/** Everything that stands against a place, in a line. */
function useObstacleWords(): (judged: Judgement) => string {
  const { t } = useTranslation('visits');
  const away = useAwayWords();
  const words = (obstacle: MoveObstacle, judged: Judgement): string => (obstacle === 'away' ? t('hand.against.away', { what: away.all(judged.away) }) : t(`hand.against.${obstacle}`));
  return (judged) => judged.against.map((obstacle) => words(obstacle, judged)).join(', ');
}

/** `HH:mm` of wall minutes; midnight at the end of a day is that of the next. */
function timeOf(minutes: number): string {
  const of = (value: number): string => String(value).padStart(2, '0');
  return `${of(Math.floor(minutes / 60) % 24)}:${of(minutes % 60)}`;
}
