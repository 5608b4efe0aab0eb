import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AcuteEvent } from '#contract/acute-care.ts';
import type { Outputs } from '#contract/index.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';

export interface AcuteSheetProps {
  readonly found: Outputs['acuteCare']['ofPatient'] | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Null while a form is open. */
  readonly onCorrect: ((event: AcuteEvent) => void) | null;
}

/** In the record, with the pathways: emergency visits and admissions, newest first. Nothing while none is noted. */
export function AcuteSheet({ found, error, onRetry, onCorrect }: AcuteSheetProps): ReactElement | null {
  const { t } = useTranslation('acute');
  const f = useFormat();
  if (error) return <ErrorNotice what={t('failed')} error={error} onRetry={onRetry} />;
  if (!found || found.events.length === 0) return null;
  const when = ({ kind, happenedOn, endedOn }: AcuteEvent): string =>
    kind === 'emergency' ? f.date(happenedOn) : endedOn === null ? t('started', { date: f.date(happenedOn) }) : t('from', { from: f.date(happenedOn), to: f.date(endedOn) });
  return (
    <Sheet title={t('title')} note={f.number(found.events.length)} padded>
      <ul className="stack">
        {found.events.map((event) => (
          <li key={event.id}>
            <div className="row wrap">
              <b>{t(`kinds.${event.kind}`)}</b>
              <span className="tabular">{when(event)}</span>
              <span>{[event.reason, event.hospital].filter(Boolean).join(', ')}</span>
              {event.related === 'yes' && (
                <Chip tone="warn" icon="alert">
                  {[t('dueTo'), event.organ && (found.organs.find(({ code }) => code === event.organ)?.label[f.language] ?? event.organ), event.grade !== null && t('gradeOf', { grade: event.grade })].filter(Boolean).join(', ')}
                </Chip>
              )}
              <span className="grow" />
              {onCorrect && event.mayChange && (
                <Button small tone="text" label={`${t('correct')}, ${t(`kinds.${event.kind}`)}, ${f.date(event.happenedOn)}`} onClick={() => onCorrect(event)}>
                  {t('correct')}
                </Button>
              )}
            </div>
            <div className="meta">
              {[
                event.related === 'no' ? t('notDueTo') : event.related === 'unknown' ? t('maybeDueTo') : null, event.detected && `${t('detected')}${f.language === 'fr' ? '\u00A0' : ''}: ${t(`detection.${event.detected}`).toLowerCase()}`,
                event.symptomOn && t('since', { date: f.date(event.symptomOn) }), t('toldBy', { name: event.notedBy, date: f.instant(event.notedAt) }),
              ].filter(Boolean).join(' · ')}
            </div>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
