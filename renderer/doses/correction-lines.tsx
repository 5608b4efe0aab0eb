import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdministrationForm, DoseCorrection, WrittenDose } from '#contract/doses.ts';
import { useFormat } from '../text/use-format.ts';
import { Sheet } from '../ui/sheet.tsx';

interface CorrectionLinesProps {
  readonly corrections: readonly DoseCorrection[];
  /** As the record is now; null where it was taken back, or there is none. */
  readonly living: { readonly givenOn: string | null; readonly administration: WrittenDose | null };
  readonly form: AdministrationForm | null;
}

/** What the record of a dose said before, struck through, with why and by whom: the last correction first. */
export function CorrectionLines({ corrections, living, form }: CorrectionLinesProps): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const labelOf = (list: readonly { readonly code: string; readonly label: { readonly fr: string; readonly en: string } }[] | undefined, code: string): string => list?.find((one) => one.code === code)?.label[f.language] ?? code;
  /** What a record says, line by line, each under a key that stays the same. */
  const linesOf = (givenOn: string | null, written: WrittenDose | null): ReadonlyMap<string, string> =>
    new Map([
      ...(givenOn === null ? [] : [['givenOn', t('verdict.given', { date: f.date(givenOn, 'weekday') })] as const]),
      ...(written
        ? ([
            ['product', t('given.product', { product: written.product, lot: written.lot, date: f.date(written.expiresOn) })],
            ['times', t('given.times', { started: f.time(written.started), ended: f.time(written.ended), until: f.time(written.observedUntil) })],
            ['identity', t('given.identity', { list: written.identifiers.map((code) => labelOf(form?.identifiers, code)).join(', ') })],
            ...written.vitals.map(({ moment, measure, value }) => [`${moment} ${measure}`, `${labelOf(form?.measures, measure)}, ${labelOf(form?.moments, moment)}\u00A0: ${f.number(value)}`] as const),
            ['incidents', written.incidents.length === 0 ? t('given.noIncident') : written.incidents.map(({ code, grade, words }) => t('given.incident', { label: labelOf(form?.incidents, code), grade, words })).join(' · ')],
            ['words', written.words ?? ''],
          ] as const)
        : []),
    ]);
  return (
    <Sheet title={t('corrections.title')}>
      <ol className="dose-list">
        {corrections.map((correction, index) => {
          const { former } = correction;
          // What it became: the record before the correction made next, or as it is now.
          const next = corrections[index - 1]?.former ?? living;
          const became = correction.kind === 'error' ? new Map<string, string>() : linesOf(next.givenOn, next.administration);
          const before = [...linesOf(former.givenOn, former.administration)].filter(([key, text]) => text !== '' && became.get(key) !== text);
          return (
            <li key={correction.id} className="sheet-body stack">
              <p>
                <b>{t(`corrections.${correction.kind}`)}</b> {correction.reason} <span className="meta">{t('given.by', { name: correction.by, at: f.instant(correction.at, 'short') })}</span>
              </p>
              {before.map(([key, text]) => (
                <p key={key} className="meta">
                  <span className="visually-hidden">{t('corrections.before')} </span>
                  <s>{text}</s>
                  {became.get(key) && <span className="ink-2"> {became.get(key)}</span>}
                </p>
              ))}
              {former.administration && correction.kind === 'error' && <p className="meta">{t('corrections.writtenBy', { name: former.administration.recordedBy, at: f.instant(former.administration.recordedAt, 'short') })}</p>}
            </li>
          );
        })}
      </ol>
    </Sheet>
  );
}
