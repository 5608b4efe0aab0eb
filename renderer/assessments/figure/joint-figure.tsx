import { type KeyboardEvent, type ReactElement, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOf28, type JointCode, type JointFinding, type JointFindings, type JointSet } from '#contract/joints.ts';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { figureBody } from './figure-body.ts';
import { findingAfterKey, nearestJoint, nextFinding } from './joint-moves.ts';
import { type FigurePart, figureParts, figureViews, type JointPlace, jointPlaces } from './joint-places.ts';
import { useJointWords } from './use-joint-words.ts';

export interface JointFigureProps {
  readonly findings: JointFindings;
  /** What is counted: in the view of 28 the other joints fade and take nothing. */
  readonly set: JointSet;
  /** Left out, the figure is only shown. `null`: nothing was found there. */
  readonly onChange?: ((code: JointCode, found: JointFinding | null) => void) | undefined;
}

/** Radius a click reaches around a joint, in units of the drawing: half the way to its neighbour. */
const reach = 5.4;

/**
 * The joint figure: one tab stop. Arrows walk to the nearest joint, T, S, B, P, N and 0 say what is found there, Space goes
 * round; a click does too. A hand or a foot opens close up (keys 1 to 5), and its joints are clicked there.
 */
export function JointFigure({ findings, set, onChange }: JointFigureProps): ReactElement {
  const { t } = useTranslation('assessments');
  const words = useJointWords();
  const id = useId();
  const [view, setView] = useState<FigurePart>('body');
  const [current, setCurrent] = useState<JointCode>('shoulder-r');
  const [hasKeyboard, setHasKeyboard] = useState(false);
  const places = set === '28' ? jointPlaces.filter(({ code }) => isOf28(code)) : jointPlaces;
  const active = places.some(({ code }) => code === current) ? current : 'shoulder-r';

  const goTo = (code: JointCode): void => {
    setCurrent(code);
    // Close up, the view follows the keyboard to another part.
    const part = jointPlaces.find((place) => place.code === code)?.part ?? 'body';
    if (view !== 'body' && part !== view) setView(part);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nearestJoint(places, active, event.key);
    const part = figureParts[Number(event.key) - 1];
    const found = onChange && findingAfterKey(active, findings[active], event.key);
    if (next) goTo(next);
    else if (part) setView(part);
    else if (found !== undefined) onChange?.(active, found);
    else if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
  };
  const onClick = (place: JointPlace): void => {
    setCurrent(place.code);
    if (view === 'body' && place.part !== 'body') setView(place.part);
    else onChange?.(place.code, nextFinding(place.code, findings[place.code]));
  };

  return (
    <div className="joint-figure">
      <SegmentedControl label={t('figure.views')} options={figureParts.map((part, index) => ({ value: part, label: <span title={String(index + 1)}>{t(`figure.view.${part}`)}</span> }))} value={view} onChange={setView} />
      <svg
        className="joint-figure-drawing"
        viewBox={figureViews[view].join(' ')}
        role="listbox"
        tabIndex={0}
        aria-label={t('figure.label')}
        aria-multiselectable="true"
        aria-readonly={onChange ? undefined : true}
        aria-activedescendant={`${id}-${active}`}
        onKeyDown={onKeyDown}
        onFocus={() => setHasKeyboard(true)}
        onBlur={() => setHasKeyboard(false)}
      >
        <path className="joint-figure-body" d={figureBody} aria-hidden="true" />
        {jointPlaces.map((place) => {
          const isCounted = set !== '28' || isOf28(place.code);
          const found = findings[place.code];
          if (!isCounted && !found) return <circle key={place.code} className="joint-figure-faded" cx={place.x} cy={place.y} r={place.radius * 0.8} aria-hidden="true" />;
          return (
            <g
              key={place.code}
              id={`${id}-${place.code}`}
              data-joint={place.code}
              role="option"
              aria-selected={found !== undefined}
              aria-label={words.nameAndFinding(place.code, found)}
              className={isCounted ? 'joint-figure-joint' : 'joint-figure-joint is-faded'}
              onClick={isCounted ? () => onClick(place) : undefined}
            >
              <title>{words.nameAndFinding(place.code, found)}</title>
              <JointMark place={place} found={found} isOf28={isOf28(place.code)} />
              {hasKeyboard && place.code === active && <circle className="joint-figure-current" cx={place.x} cy={place.y} r={found ? 9 : 6.4} />}
              <circle className="joint-figure-reach" cx={place.x} cy={place.y} r={reach} />
            </g>
          );
        })}
        {view === 'body' && (
          <g className="joint-figure-sides" aria-hidden="true">
            <text x="48" y="30">{t('figure.right')}</text>
            <text x="332" y="30" textAnchor="end">{t('figure.left')}</text>
          </g>
        )}
      </svg>
      <p className="meta joint-figure-said" role="status">
        {hasKeyboard ? words.nameAndFinding(active, findings[active]) : ' '}
      </p>
    </div>
  );
}

interface JointMarkProps {
  readonly place: JointPlace;
  readonly found: JointFinding | undefined;
  readonly isOf28: boolean;
}

/** Hollow dot: nothing. Ring: tender. Filled: swollen. Filled in a ring: both. Square with a bar: cannot be judged. */
function JointMark({ place: { x, y, radius }, found, isOf28: isDarker }: JointMarkProps): ReactElement {
  if (!found) return <circle className={isDarker ? 'joint-mark-none is-of-28' : 'joint-mark-none'} cx={x} cy={y} r={radius} />;
  if (found.unassessable !== null) {
    return (
      <>
        <rect className="joint-mark-square" x={x - 4} y={y - 4} width={8} height={8} rx={1.3} />
        <path className="joint-mark-square" d={found.unassessable === 'prosthesis' ? `M${x - 4} ${y + 4}l8 -8` : `M${x - 4} ${y}h8`} />
      </>
    );
  }
  return (
    <>
      <circle className="joint-mark-halo" cx={x} cy={y} r={radius + 3.4} />
      {found.swollen && <circle className="joint-mark-swollen" cx={x} cy={y} r={found.tender ? radius * 0.95 : radius + 1} />}
      {found.tender && <circle className="joint-mark-tender" cx={x} cy={y} r={radius + 2.5} />}
    </>
  );
}
