import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathwayReport } from '#contract/programme.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { InclusionChart } from './inclusion-chart.tsx';
import { useFigureWords } from './use-figure-words.ts';

/** Places of a pathway that are no phase. */
const places = ['proposed', 'suspended', 'completed', 'left'] as const;
const isPlace = (code: string): code is (typeof places)[number] => (places as readonly string[]).includes(code);

/** What a pathway does: inclusions beside the target, doses, calls, toxicity, alerts, quality of life. */
export function PathwayView(): ReactElement {
  const { t } = useTranslation('programme');
  const f = useFormat();
  const [code, setCode] = useState<string | null>(null);
  const found = useQuery(api.programme.pathway.queryOptions({ input: { code }, placeholderData: keepPreviousData }));
  if (found.isError) return <ErrorNotice what={t('pathway.failed')} error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <SkeletonRows rows={8} />;
  const report = found.data;
  return (
    <>
      <div className="programme-choice">
        <Select label={t('pathway.choose')} value={report.code} options={report.pathways.map((one) => ({ value: one.code, label: one.label[f.language] }))} onChange={(event) => setCode(event.target.value)} />
      </div>
      <Inclusions report={report} />
      <div className="programme-charts">
        <Standing report={report} />
        <Counts report={report} />
        <Toxicity report={report} />
        <Acute report={report} />
        <Quality report={report} />
        <Completeness report={report} />
      </div>
    </>
  );
}

interface Shown {
  readonly report: PathwayReport;
}

function Inclusions({ report: { inclusions, target, published } }: Shown): ReactElement {
  const { t } = useTranslation('programme');
  const f = useFormat();
  return (
    <Sheet title={t('pathway.inclusions')}>
      <div className="cohorts-chart">
        <p className="meta">{target ? t('pathway.targetNote', { count: target.count, from: f.date(target.from), until: f.date(target.until), source: target.source[f.language] }) : t('pathway.noTarget')}</p>
        {inclusions.some(({ included, target: aim }) => included !== null || aim !== null) ? (
          <InclusionChart inclusions={inclusions} published={published.filter(({ what }) => what === 'included')} />
        ) : (
          <p>{t('pathway.tooFew')}</p>
        )}
        {published.length > 0 && (
          <p className="meta">
            {t('pathway.published.title')}{f.language === 'fr' ? '\u00A0' : ''}: {published.map(({ what, on, count }) => `${t(`pathway.published.${what}`)}, ${f.date(on)}, ${f.number(count)}`).join('; ')}
          </p>
        )}
      </div>
    </Sheet>
  );
}

function Lines({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <div className="programme-table">
      <table className="table">
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactElement {
  return (
    <tr>
      <th scope="row" className="programme-wrapped">{label}</th>
      <td className="numeric">{children}</td>
    </tr>
  );
}

function Standing({ report: { standing } }: Shown): ReactElement {
  const { t } = useTranslation('programme');
  const f = useFormat();
  const words = useFigureWords();
  return (
    <Sheet title={t('pathway.standing.title')}>
      <Lines>
        {standing.map(({ code, label, count }) => (
          <Line key={code} label={label?.[f.language] ?? (isPlace(code) ? t(`pathway.standing.${code}`) : code)}>{words.count(count)}</Line>
        ))}
      </Lines>
    </Sheet>
  );
}

/** Of a pathway without doses, calls or alerts nothing is said of them. */
function Counts({ report: { doses, calls, escalations, symptomDays } }: Shown): ReactElement {
  const { t } = useTranslation('programme');
  const f = useFormat();
  const words = useFigureWords();
  const { median, of } = escalations.minutes;
  const hasDoses = [doses.home, doses.hospital, doses.cancelled].some((one) => one !== 0);
  return (
    <>
      {hasDoses && <Sheet title={t('pathway.doses.title')}>
        <Lines>
          {(['home', 'hospital', 'cancelled'] as const).map((what) => <Line key={what} label={t(`pathway.doses.${what}`)}>{words.count(doses[what])}</Line>)}
          <Line label={t('pathway.doses.atHome')}>{words.share(doses.atHome)}</Line>
          <Line label={t('pathway.doses.kilometres')}>{doses.kilometres !== null ? t('pathway.doses.km', { number: f.number(doses.kilometres) }) : doses.withoutDistance === null ? t('held') : t('nothing')}</Line>
          <Line label={t('pathway.doses.withoutDistance')}>{words.count(doses.withoutDistance)}</Line>
        </Lines>
        <p className="meta programme-note">{t('pathway.doses.note')}</p>
      </Sheet>}
      {calls.made !== 0 && <Sheet title={t('pathway.calls.title')}>
        <Lines>
          <Line label={t('pathway.calls.made')}>{words.count(calls.made)}</Line>
          {calls.byKind.map(({ kind, count }) => <Line key={kind} label={t(`pathway.calls.${kind}`)}>{words.count(count)}</Line>)}
          <Line label={t('pathway.calls.inTime')}>{words.share(calls.inTime)}</Line>
        </Lines>
      </Sheet>}
      {(escalations.opened !== 0 || symptomDays.of !== 0) && <Sheet title={t('pathway.escalations.title')}>
        <Lines>
          {(['opened', 'waiting', 'late'] as const).map((what) => <Line key={what} label={t(`pathway.escalations.${what}`)}>{words.count(escalations[what])}</Line>)}
          <Line label={t('pathway.escalations.inTime')}>{words.share(escalations.inTime)}</Line>
          <Line label={t('pathway.escalations.minutes')}>{median !== null ? t('pathway.escalations.minutesOf', { number: f.number(median) }) : of === 0 ? t('nothing') : t('held')}</Line>
          <Line label={t('pathway.escalations.symptom')}>{symptomDays.median !== null ? t('pathway.escalations.symptomDays', { number: f.number(symptomDays.median) }) : symptomDays.of === 0 ? t('nothing') : t('held')}</Line>
        </Lines>
        <p className="meta programme-note">{t('pathway.escalations.note')}</p>
      </Sheet>}
    </>
  );
}

function Toxicity({ report: { toxicity, detected, doses } }: Shown): ReactElement | null {
  const { t } = useTranslation('programme');
  const f = useFormat();
  const words = useFigureWords();
  const grades = [1, 2, 3, 4];
  if (toxicity.length === 0 && detected.length === 0 && doses.home === 0 && doses.hospital === 0) return null;
  return (
    <Sheet title={t('pathway.toxicity.title')}>
      {toxicity.length === 0 ? <p className="meta programme-note">{t('pathway.toxicity.none')}</p> : (
        <div className="programme-table">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('pathway.toxicity.organ')}</th>
                {grades.map((grade) => <th key={grade} scope="col" className="numeric">{t('pathway.toxicity.grade', { grade })}</th>)}
              </tr>
            </thead>
            <tbody>
              {toxicity.map(({ organ, label, grades: found }) => (
                <tr key={organ}>
                  <th scope="row">{label?.[f.language] ?? organ}</th>
                  {grades.map((grade) => {
                    const own = found.find((one) => one.grade === grade);
                    return <td key={grade} className="numeric">{words.count(own ? own.count : 0)}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {detected.length > 0 && (
        <div className="programme-table"><table className="table">
          <thead>
            <tr>
              <th scope="col">{t('pathway.detected.title')}</th>
              <th scope="col" className="numeric">{t('pathway.acute.count')}</th>
            </tr>
          </thead>
          <tbody>{detected.map(({ place, count }) => <Line key={place ?? 'unknown'} label={t(`pathway.detected.${place ?? 'unknown'}`)}>{words.count(count)}</Line>)}</tbody>
        </table></div>
      )}
      <p className="meta programme-note">{t('pathway.toxicity.note')}</p>
    </Sheet>
  );
}

function Acute({ report: { acute: { people, months, kinds } } }: Shown): ReactElement {
  const { t } = useTranslation('programme');
  const f = useFormat();
  const words = useFigureWords();
  return (
    <Sheet title={t('pathway.acute.title')} note={months === null ? undefined : t('pathway.acute.months', { months: f.number(months, 1), people: words.count(people) })}>
      <div className="programme-table">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('pathway.acute.kind')}</th>
              {(['count', 'related', 'rate'] as const).map((column) => <th key={column} scope="col" className="numeric">{t(`pathway.acute.${column}`)}</th>)}
            </tr>
          </thead>
          <tbody>
            {kinds.map(({ kind, count, related, per100Months }) => (
              <tr key={kind}>
                <th scope="row">{t(`pathway.acute.${kind}`)}</th>
                <td className="numeric">{words.count(count)}</td>
                <td className="numeric">{words.count(related)}</td>
                <td className="numeric">{per100Months !== null ? f.number(per100Months, 1) : count === null ? t('held') : t('nothing')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="meta programme-note">{t('pathway.acute.note')}</p>
    </Sheet>
  );
}

function Quality({ report: { quality } }: Shown): ReactElement {
  const { t } = useTranslation('programme');
  const f = useFormat();
  const words = useFigureWords();
  return (
    <Sheet title={t('pathway.quality.title')} note={t('pathway.quality.note')}>
      {quality.length === 0 ? <p className="meta programme-note">{t('pathway.quality.none')}</p> : (
        <Lines>
          {quality.map(({ month, of, median }) => (
            <Line key={month} label={t('pathway.quality.month', { month })}>{median === null ? t('held') : `${f.number(median, 1)} (${words.count(of)})`}</Line>
          ))}
        </Lines>
      )}
    </Sheet>
  );
}

function Completeness({ report: { completeness } }: Shown): ReactElement {
  const { t } = useTranslation('programme');
  const words = useFigureWords();
  return (
    <Sheet title={t('pathway.completeness.title')} note={t('pathway.completeness.note')}>
      <Lines>
        {completeness.map(({ what, share }) => (
          <Line key={what} label={t(`pathway.completeness.${what}`)}>{share.value !== null ? `${words.share(share)} (${words.count(share.of)})` : words.share(share)}</Line>
        ))}
      </Lines>
    </Sheet>
  );
}
