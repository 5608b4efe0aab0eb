import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssessmentWork } from '#contract/assessments.ts';
import type { Instrument, ScoreResult } from '#contract/instruments.ts';
import { scoreDigits } from '../../text/score-digits.ts';
import { useFormat } from '../../text/use-format.ts';
import { Icon } from '../../ui/icon.tsx';
import { ActivityBars } from './activity-bars.tsx';

/** More than this missing is counted, not named: a questionnaire not yet answered. */
const mostNamed = 4;

export interface PreviousScore {
  readonly score: number;
  /** Civil date of the assessment it comes from. */
  readonly on: string;
}

export interface ScoreListProps {
  readonly instruments: readonly Instrument[];
  readonly results: readonly ScoreResult[];
  /** Published changes reached since the last examination. */
  readonly changes: NonNullable<AssessmentWork['changes']>;
  /** By instrument: the score of the assessment before. */
  readonly previous: Readonly<Record<string, PreviousScore>>;
}

/** The scores as one types: value, category, change since the last, and what is missing or doubtful, in words. */
export function ScoreList({ instruments, results, changes, previous }: ScoreListProps): ReactElement {
  return (
    <ul className="score-list">
      {instruments.map((instrument) => {
        const result = results.find((one) => one.instrument === instrument.id);
        return <li key={instrument.id}>{result ? <ScoreLine instrument={instrument} result={result} changes={changes.filter((change) => change.instrument === instrument.id)} previous={previous[instrument.id]} /> : <ScoreHead instrument={instrument} />}</li>;
      })}
    </ul>
  );
}

function ScoreHead({ instrument, children }: { readonly instrument: Instrument; readonly children?: ReactElement | readonly (ReactElement | null)[] }): ReactElement {
  const { language } = useFormat();
  return (
    <div className="row score-head">
      <span className="score-name grow" title={instrument.description[language]}>
        {instrument.label[language]}
      </span>
      {children}
    </div>
  );
}

interface ScoreLineProps {
  readonly instrument: Instrument;
  readonly result: ScoreResult;
  readonly changes: ScoreListProps['changes'];
  readonly previous: PreviousScore | undefined;
}

function ScoreLine({ instrument, result, changes, previous }: ScoreLineProps): ReactElement {
  const { t } = useTranslation('assessments');
  const f = useFormat();
  const { score, categoryLabel } = result;
  const level = instrument.family === 'activity' ? instrument.categories.findIndex(({ code }) => code === result.category) + 1 : 0;
  const labelOf = (name: string): string => instrument.inputs.find((input) => input.name === name)?.label[f.language] ?? name;
  return (
    <>
      <ScoreHead instrument={instrument}>
        <b className="score-value tabular">{score === null ? <span className="ink-2 score-none">{categoryLabel ? '' : t('score.none')}</span> : f.number(score, scoreDigits(score, instrument.score))}</b>
        {categoryLabel && (
          <span className="row score-category">
            {level > 0 && <ActivityBars level={level} />}
            {categoryLabel[f.language]}
          </span>
        )}
      </ScoreHead>
      <Parts instrument={instrument} result={result} />
      {score !== null && previous && <Change from={previous} to={score} scale={instrument.score} />}
      {changes.map((change) => (
        <p key={change.code} className={change.direction === 'worse' ? 'row danger score-remark' : 'row ok score-remark'}>
          <Icon name={change.direction === 'worse' ? 'alert' : 'check'} size="small" />
          <span>{change.label[f.language]}</span>
        </p>
      ))}
      {result.missing.length > 0 && (
        <p className="meta">{result.missing.length > mostNamed ? t('score.missingCount', { count: result.missing.length }) : t('score.missing', { names: result.missing.map(labelOf).join(', ') })}</p>
      )}
      {result.remarks.map((remark) => (
        <p key={remark.flag} className={remark.kind === 'note' ? 'meta' : 'row warn score-remark'}>
          {remark.kind !== 'note' && <Icon name="alert" size="small" />}
          <span>{remark.text[f.language]}</span>
        </p>
      ))}
    </>
  );
}

/** What is told beside the score: a profile as it stands, or the parts that could be worked out. */
function Parts({ instrument, result: { details } }: { readonly instrument: Instrument; readonly result: ScoreResult }): ReactElement | null {
  const { t } = useTranslation('assessments');
  const f = useFormat();
  const { profile, parts } = details;
  if (typeof profile === 'string') return <p className="meta tabular">{t('score.profile', { profile })}</p>;
  const told = (instrument.parts ?? []).flatMap(({ code, label }) => {
    const value = typeof parts === 'object' && parts !== null && !Array.isArray(parts) ? parts[code] : null;
    return typeof value === 'number' ? [{ code, label: label[f.language], value }] : [];
  });
  if (told.length === 0) return null;
  return (
    <dl className="score-parts tabular">
      {told.map(({ code, label, value }) => (
        <div key={code} className="row">
          <dt className="meta grow">{label}</dt>
          <dd>{f.number(value, 1)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** "−1,4 depuis le 12 mai 2026": how far from the last one, and which way. */
function Change({ from, to, scale }: { readonly from: PreviousScore; readonly to: number; readonly scale: Instrument['score'] }): ReactElement {
  const { t } = useTranslation('assessments');
  const f = useFormat();
  const difference = to - from.score;
  const rounded = Number(difference.toFixed(scale.decimals));
  const key = rounded > 0 ? 'score.up' : rounded < 0 ? 'score.down' : 'score.same';
  return (
    <p className="row meta tabular score-change">
      {rounded !== 0 && <Icon name={rounded > 0 ? 'arrowUp' : 'arrowDown'} size="small" />}
      {t(key, { by: f.number(Math.abs(rounded), scoreDigits(rounded, scale)), date: f.date(from.on) })}
    </p>
  );
}
