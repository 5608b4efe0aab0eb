import { Fragment, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JudgedLine, KnownFact, PathwayEnrolment } from '#contract/pathways.ts';
import { useFormat } from '../text/use-format.ts';
import { Chip } from '../ui/chip.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { AnswerBasis } from './answer-basis.tsx';
import { RecordReading } from './record-reading.tsx';
import { usePathwayWords } from './use-pathway-words.ts';

/** One pathway of a person: its phases, what is asked before the next, what is known, how they moved. */
export function EnrolmentSheet({ enrolment, actions, seldom }: { readonly enrolment: PathwayEnrolment; readonly actions: ReactNode; /** What is seldom done, below. */ readonly seldom: ReactNode }): ReactElement {
  const { t } = useTranslation(['pathways', 'common']);
  const f = useFormat();
  const words = usePathwayWords();
  const { label, state, stateSince, reason, note, includedOn, schedule, homeDoses, phases, entry, gate, facts, events } = enrolment;
  const told = [
    ...(includedOn ? [`${enrolment.anchor[f.language]} ${f.date(includedOn)}`] : []), ...(schedule ? [`${schedule.drug[f.language]}, ${schedule.dose[f.language]}`] : []), ...(homeDoses !== null ? [t('homeDoses', { count: homeDoses })] : []),
  ];
  const known = facts.filter(({ value, isAsked }) => value !== null && !isAsked);
  const onFile = known.filter(({ reading }) => reading !== null);
  return (
    <Sheet title={label[f.language]} note={told.join(' · ')} actions={<span className="row no-print">{actions}</span>}>
      <div className="sheet-body stack">
        <ol className="pathway-phases" aria-label={t('phases')}>
          {phases.map((phase) => (
            <li key={phase.code} className={`pathway-phase pathway-phase-${phase.standing}`} aria-current={phase.standing === 'now' ? 'step' : undefined}>
              <span className="meta-strong row">
                {phase.standing === 'past' && <Icon name="check" size="small" />} {phase.label[f.language]}
              </span>
              <span className="meta">{[t(`site.${phase.site}`), phase.from && (phase.until ? t('fromTo', { from: f.date(phase.from), to: f.date(phase.until) }) : t('from', { from: f.date(phase.from) }))].filter(Boolean).join(' · ')}</span>
              <span className="meta">{phase.intensity[f.language]}</span>
            </li>
          ))}
        </ol>
        <p className="row wrap">
          <Chip tone={state === 'suspended' ? 'warn' : state === 'running' ? 'accent' : 'plain'} icon={state === 'suspended' ? 'pause' : undefined}>
            {t(state === 'running' && stateSince > f.today ? 'since.begins' : `since.${state}`, { date: f.date(stateSince) })}
          </Chip>
          {(reason !== null || note !== null) && <span className="ink-2">{[reason?.[f.language], note].filter(Boolean).join(' · ')}</span>}
          {enrolment.newer && <span className="meta">{t('migrate.newer', { version: enrolment.definitionVersion, newer: enrolment.newer.version })}</span>}
          {!enrolment.isReviewed && <span className="meta">{t('unreviewed')}</span>}
        </p>
        {seldom && <div className="row wrap no-print">{seldom}</div>}
      </div>
      {entry && (
        <>
          {enrolment.isRetired && <p className="note note-warn">{t('retire.proposed')}</p>}
          <Criteria title={t('entry.eligibility')} lines={entry.eligibility} facts={facts} wanted="met" summary={t(entry.mayEnter ? 'entry.open' : 'entry.shut')} />
          <Criteria title={t('entry.exclusions')} lines={entry.exclusions} facts={facts} wanted="not-met" />
        </>
      )}
      {gate && <Criteria title={t('gate.title', { phase: gate.phase[f.language] })} lines={gate.items} facts={facts} wanted="met" summary={t(gate.isOpen ? 'gate.open' : 'gate.shut', { count: gate.items.filter(({ standing }) => standing !== 'met').length, date: f.date(gate.from) })} />}
      {onFile.length > 0 && (
        <div className="sheet-body pathway-criteria-part">
          <h3 className="meta-strong">{t('reading.title')}</h3>
          <ul className="pathway-criteria">
            {onFile.map((fact) => (
              <li key={fact.code}>
                <span className="ink-2">{fact.label[f.language]}</span>
                {fact.reading && <RecordReading reading={fact.reading} />}
              </li>
            ))}
          </ul>
        </div>
      )}
      {known.length > 0 && (
        <details className="sheet-body">
          <summary className="meta-strong">{t('facts.known', { count: known.length })}</summary>
          <dl className="pathway-facts">
            {known.map((fact) => (
              <div key={fact.code}>
                <dt>{fact.label[f.language]}</dt>
                <dd>
                  {words.value(fact)} <span className="meta">{[fact.notedOn && f.date(fact.notedOn, 'short'), fact.notedBy, fact.isStale && t('facts.stale')].filter(Boolean).join(' · ')}</span>
                  {fact.restedOn && <AnswerBasis restedOn={fact.restedOn} />}
                  <EarlierAnswers fact={fact} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {events.length > 0 && (
        <div className="sheet-body">
          <h3 className="meta-strong">{t('events.title')}</h3>
          <ol className="pathway-events">
            {events.map((event, index) => (
              <li key={`${events.length - index} ${event.at}`}>
                <b>{f.date(event.on)}</b> {t(`events.${event.move}`, { phase: event.phase?.[f.language] ?? '' })}
                {event.reason && ` · ${event.reason[f.language]}`}
                {event.note && ` · ${event.note}`}
                {event.unmet.length > 0 && ` · ${t('events.unmet', { list: event.unmet.map((one) => one[f.language]).join(', ') })}`}
                {event.undone && <b> · {[t('events.undone', { name: event.undone.by }), event.undone.reason].filter(Boolean).join(', ')}</b>} <span className="meta">{event.by}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
      <p className="sheet-body meta">{[enrolment.about[f.language], ...enrolment.sources.map((source) => source[f.language])].join(' · ')}</p>
    </Sheet>
  );
}

/** What the record says is what the answer rested on: it is not said twice. */
const isSaid = ({ reading, restedOn }: KnownFact): boolean => restedOn !== null && JSON.stringify(reading) === JSON.stringify(restedOn.reading);

/** What was answered before, with what that rested on. */
function EarlierAnswers({ fact: { earlier, unit } }: { readonly fact: KnownFact }): ReactElement | null {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const words = usePathwayWords();
  if (earlier.length === 0) return null;
  return (
    <>
      {earlier.map(({ value, notedOn, notedBy, restedOn }, index) => (
        <span key={`${earlier.length - index} ${notedOn}`} className="meta pathway-basis">
          {t('reading.before', { value: words.value({ value, unit }) })} · {[f.date(notedOn, 'short'), notedBy].filter(Boolean).join(' · ')} {restedOn && <AnswerBasis restedOn={restedOn} />}
        </span>
      ))}
    </>
  );
}

const icons = { met: 'check', 'not-met': 'close', unknown: 'alert' } as const;

interface CriteriaProps {
  readonly title: string;
  readonly lines: readonly JudgedLine[];
  /** Known of the person, for what the record says. */
  readonly facts: readonly KnownFact[];
  /** How each has to stand: an exclusion is not to be met. */
  readonly wanted: 'met' | 'not-met';
  readonly summary?: string | undefined;
}

/** Criteria item by item: what stands as it should, what does not, what is not known. */
function Criteria({ title, lines, facts, wanted, summary }: CriteriaProps): ReactElement | null {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  if (lines.length === 0) return null;
  return (
    <div className="sheet-body pathway-criteria-part">
      <h3 className="row">
        <span className="meta-strong">{title}</span> {summary && <span className="meta">{summary}</span>}
      </h3>
      <ul className="pathway-criteria">
        {lines.map((line) => {
          // A question that only says the condition again is not said twice.
          const asked = line.missing.map((fact) => fact[f.language]).filter((question) => !question.startsWith(line.label[f.language]));
          const tone = line.standing === 'unknown' ? 'warn' : line.standing === wanted ? 'ok' : 'danger';
          return (
            <li key={line.code}>
              <span className={`row pathway-standing ${tone}`}>
                <Icon name={line.standing === 'unknown' ? icons.unknown : line.standing === wanted ? icons.met : icons['not-met']} size="small" />
                {t(`standing.${wanted === 'met' ? 'criterion' : 'exclusion'}.${line.standing}`)}
              </span>
              <span title={line.source[f.language]}>
                {line.label[f.language]}
                {asked.length > 0 && <span className="meta"> · {t('missing', { facts: asked.join(', ') })}</span>}
                {facts.filter(({ code }) => line.facts.includes(code)).map((fact) => (
                  <Fragment key={fact.code}>
                    {fact.restedOn && <AnswerBasis restedOn={fact.restedOn} />}
                    {fact.reading && !isSaid(fact) && <RecordReading reading={fact.reading} isTitled />}
                    <EarlierAnswers fact={fact} />
                  </Fragment>
                ))}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
