import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdministrationForm } from '#contract/doses.ts';
import type { Outputs } from '#contract/index.ts';
import { useFormat } from '../text/use-format.ts';
import { Sheet } from '../ui/sheet.tsx';

interface AdministrationSheetProps {
  readonly administration: NonNullable<Outputs['doses']['open']['administration']>;
  readonly form: AdministrationForm | null;
}

/** How a dose was given, as it was written down. */
export function AdministrationSheet({ administration, form }: AdministrationSheetProps): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const { started, ended, observedUntil, identifiers, product, lot, expiresOn, vitals, incidents, words, recordedAt, recordedBy } = administration;
  const labelOf = (list: AdministrationForm['identifiers'] | undefined, code: string): string => list?.find((one) => one.code === code)?.label[f.language] ?? code;
  const moments = [...new Set(vitals.map(({ moment }) => moment))];
  const measures = [...new Set(vitals.map(({ measure }) => measure))];
  return (
    <Sheet title={t('given.title')} note={t('given.by', { name: recordedBy, at: f.instant(recordedAt, 'short') })}>
      <div className="sheet-body stack">
        <p>{t('given.product', { product, lot, date: f.date(expiresOn) })}</p>
        <p>{t('given.times', { started: f.time(started), ended: f.time(ended), until: f.time(observedUntil) })}</p>
        <p className="meta">{t('given.identity', { list: identifiers.map((code) => labelOf(form?.identifiers, code)).join(', ') })}</p>
        <table className="table dose-vitals">
          <caption className="visually-hidden">{t('record.vitals')}</caption>
          <thead>
            <tr>
              <th scope="col"><span className="visually-hidden">{t('record.measure')}</span></th>
              {moments.map((code) => <th key={code} scope="col">{labelOf(form?.moments, code)}</th>)}
            </tr>
          </thead>
          <tbody>
            {measures.map((measure) => (
              <tr key={measure}>
                <th scope="row">{labelOf(form?.measures, measure)} <span className="meta">{form?.measures.find(({ code }) => code === measure)?.unit?.[f.language]}</span></th>
                {moments.map((moment) => {
                  const value = vitals.find((one) => one.moment === moment && one.measure === measure)?.value;
                  return <td key={moment} className="numeric">{value === undefined ? t('given.none') : f.number(value)}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
        {incidents.length === 0 ? <p className="ok">{t('given.noIncident')}</p> : incidents.map(({ code, grade, words: said }, index) => <p key={`${index}`} className={grade >= 2 ? 'danger' : 'warn'}>{t('given.incident', { label: labelOf(form?.incidents, code), grade, words: said })}</p>)}
        {words && <p>{words}</p>}
      </div>
    </Sheet>
  );
}
