import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnsweredFact } from '#contract/doses.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { FieldError } from '../ui/field.tsx';
import { factsOfRow, type LaboratoryRow } from './laboratory-rows.ts';

/** What is written of a value: its text, and the day of its sample where it is not that of the form. */
export interface TypedValue {
  readonly text: string;
  readonly measuredOn: string | null;
}

interface LaboratoryFieldsProps {
  readonly rows: readonly LaboratoryRow[];
  readonly typed: Readonly<Record<string, TypedValue>>;
  readonly errorOf: (fact: AnsweredFact) => string | undefined;
  readonly onChange: (values: Readonly<Record<string, TypedValue>>) => void;
}

/** Values of the laboratory, a row a test: typed, or taken over from the record by whoever answers. Nothing is filled in by itself. */
export function LaboratoryFields({ rows, typed, errorOf, onChange }: LaboratoryFieldsProps): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const proposedOf = (facts: readonly AnsweredFact[]): Readonly<Record<string, TypedValue>> =>
    Object.fromEntries(facts.flatMap(({ code, laboratory }) => (laboratory?.proposed ? [[code, { text: f.number(laboratory.proposed.value), measuredOn: laboratory.proposed.measuredOn }]] : [])));
  const proposed = proposedOf(rows.flatMap(factsOfRow));
  const known = rows.filter(({ value }) => value?.laboratory?.proposed).length;
  const field = (fact: AnsweredFact): ReactElement => {
    const error = errorOf(fact);
    return <input key={fact.code} className="input" inputMode="decimal" autoComplete="off" aria-label={[fact.label[f.language], fact.unit && `(${fact.unit[f.language]})`].filter(Boolean).join(' ')} aria-invalid={error ? true : undefined} title={error} value={typed[fact.code]?.text ?? ''} onChange={(event) => onChange({ [fact.code]: { text: event.target.value, measuredOn: null } })} />;
  };
  // What is wrong with several in the same way is said once.
  const errors = Map.groupBy(rows.flatMap(factsOfRow).filter((fact) => errorOf(fact) !== undefined), errorOf);
  /** Few by their own name; many by that of their test, which is then said once. */
  const namesOf = (facts: readonly AnsweredFact[]): readonly string[] =>
    facts.length < 4 ? facts.map(({ label }) => label[f.language]) : [...new Set(rows.filter((row) => factsOfRow(row).some((fact) => facts.includes(fact))).map((row) => nameOf(row)))];
  const nameOf = (row: LaboratoryRow): string => row.value?.label[f.language] ?? row.limits[0]?.label[f.language] ?? row.test;
  return (
    <div className="stack">
      <div className="row wrap">
        {known > 0 && <Button small icon="check" onClick={() => onChange(proposed)}>{t('laboratory.takeAll', { count: known })}</Button>}
        <span className="meta">{t(known > 0 ? 'laboratory.hint' : 'laboratory.nothing')}</span>
      </div>
      <table className="table dose-laboratory">
        <caption className="visually-hidden">{t('laboratory.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('laboratory.test')}</th>
            <th scope="col">{t('laboratory.value')}</th>
            <th scope="col">{t('laboratory.limit')}</th>
            <th scope="col">{t('laboratory.inRecord')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const own = row.value?.laboratory?.proposed;
            const name = nameOf(row);
            return (
              <tr key={row.test}>
                <th scope="row">{name} <span className="meta">{(row.value ?? row.limits[0])?.unit?.[f.language]}</span></th>
                <td>{row.value && field(row.value)}</td>
                <td>{row.limits.map((limit) => <span key={limit.code} className="row no-wrap"><span className="meta" aria-hidden="true">{t(`laboratory.sign.${limit.laboratory?.limit ?? 'upper'}`)}</span>{field(limit)}</span>)}</td>
                <td>
                  {own ? (
                    <>
                      <span className="row dose-proposed">
                        <span className="numeric">{f.number(own.value)}</span>
                        <span className="meta">{f.date(own.measuredOn, 'short')}</span>
                        {typed[row.value?.code ?? '']?.measuredOn === own.measuredOn && typed[row.value?.code ?? '']?.text === f.number(own.value)
                          ? <span className="meta ok">{t('laboratory.taken')}</span>
                          : <Button small tone="text" label={t('laboratory.takeLabel', { test: name, value: f.number(own.value) })} onClick={() => onChange(proposedOf(factsOfRow(row)))}>{t('laboratory.take')}</Button>}
                      </span>
                      {own.convertedFrom && <span className="meta dose-converted">{t('laboratory.converted', { value: `${f.number(own.convertedFrom.value)}\u00A0${own.convertedFrom.unit}` })}</span>}
                    </>
                  ) : (
                    <span className="meta">{row.value?.laboratory?.since ? t('laboratory.none', { date: f.date(row.value.laboratory.since, 'short') }) : t('laboratory.noneEver')}</span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {[...errors].map(([error = '', facts]) => <FieldError key={error} text={t('laboratory.wrong', { tests: namesOf(facts).join(', '), error })} />)}
    </div>
  );
}
