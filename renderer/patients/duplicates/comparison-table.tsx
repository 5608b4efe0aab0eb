import { type ReactElement, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type ComparedRecord, type MergeField, mergeFields } from '#contract/duplicates.ts';
import { mobility, teleSuitability } from '#contract/registry.ts';
import { groupNam } from '../../text/format.ts';
import { useFormat } from '../../text/use-format.ts';
import { Checkbox } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { usePatientWords } from '../use-patient-words.ts';
import { fieldText, isSameField, type MergeChoice, type Side, sideOf } from './merge-choice.ts';

interface ComparisonTableProps {
  readonly one: ComparedRecord;
  readonly other: ComparedRecord;
  readonly choice: MergeChoice;
  readonly onChoose: (field: MergeField, side: Side) => void;
  readonly onSurvivor: (side: Side) => void;
}

const sides = ['one', 'other'] as const;

/** Two records side by side: what differs is marked, and of what differs one chooses the value that is kept. */
export function ComparisonTable({ one, other, choice, onChoose, onSurvivor }: ComparisonTableProps): ReactElement {
  const { t } = useTranslation('duplicates');
  const f = useFormat();
  const words = useFieldWords();
  const group = useId();
  const records = { one, other };
  const fields = mergeFields.filter((field) => sides.some((side) => fieldText(records[side], field) !== ''));
  return (
    <table className="table duplicates-comparison">
      <thead>
        <tr>
          <th scope="col">{t('compare.field')}</th>
          {sides.map((side) => (
            <th key={side} scope="col">
              <Checkbox type="radio" name={`${group}-survivor`} label={t(choice.survivor === side ? 'compare.stays' : 'compare.goes')} checked={choice.survivor === side} onChange={() => onSurvivor(side)} aria-label={t('compare.keepThis', { which: t(`compare.${side}`) })} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => {
          const isSame = isSameField(one, other, field);
          const from = sideOf(one, other, choice, field);
          return (
            <tr key={field} className={isSame ? undefined : 'duplicates-differs'}>
              <th scope="row">
                {!isSame && <Icon name="alert" size="small" />}
                {t(`field.${field}`)}
                {!isSame && <span className="visually-hidden">, {t('compare.differs')}</span>}
              </th>
              {sides.map((side) => {
                const word = words(records[side], field);
                return (
                  <td key={side} title={word}>
                    {isSame ? (
                      word
                    ) : (
                      <Checkbox type="radio" name={`${group}-${field}`} label={word || t('compare.nothing')} checked={from === side} onChange={() => onChoose(field, side)} />
                    )}
                  </td>
                );
              })}
            </tr>
          );
        })}
        <tr>
          <th scope="row">{t('compare.since')}</th>
          {sides.map((side) => (
            <td key={side}>{f.instantDate(records[side].createdAt)}</td>
          ))}
        </tr>
        <tr>
          <th scope="row">{t('compare.holds')}</th>
          {sides.map((side) => (
            <td key={side} className="duplicates-holds">
              <Holds record={records[side]} />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

const knownKinds = ['referral', 'appointment', 'condition', 'medication', 'allergy', 'vaccination', 'observation'] as const;

function Holds({ record }: { readonly record: ComparedRecord }): ReactElement {
  const { t } = useTranslation('duplicates');
  const known = knownKinds.flatMap((kind) => {
    const count = record.holds.find((one) => one.kind === kind)?.count ?? 0;
    return count > 0 ? [t(`holds.${kind}`, { count })] : [];
  });
  const others = record.holds.filter(({ kind }) => !knownKinds.some((one) => one === kind)).reduce((sum, { count }) => sum + count, 0);
  const all = others > 0 ? [...known, t('holds.other', { count: others })] : known;
  return <>{all.length === 0 ? t('holds.none') : all.join(', ')}</>;
}

/** A field's value in words. */
function useFieldWords(): (record: ComparedRecord, field: MergeField) => string {
  const { t } = useTranslation(['duplicates', 'registry', 'common']);
  const f = useFormat();
  const patient = usePatientWords();
  return (record, field) => {
    const text = fieldText(record, field);
    if (text === '') return '';
    switch (field) {
      case 'birthDate':
        return f.date(text, 'long');
      case 'administrativeSex':
        return t(`common:sexName.${record.administrativeSex}`);
      case 'nam':
        return groupNam(text);
      case 'language':
        return f.languageName(text);
      case 'mobility':
        return t(`registry:mobility.${mobility.catch('unknown').parse(text)}`);
      case 'teleSuitability':
        return t(`registry:tele.${teleSuitability.catch('unknown').parse(text)}`);
      case 'address': {
        const { line, city, postalCode, regionCode } = record.address;
        return [line, city, postalCode, regionCode && patient.regionName(regionCode)].filter(Boolean).join(', ');
      }
      case 'deceased':
        return record.deceasedOn ? f.date(record.deceasedOn) : t('duplicates:deceased');
      default:
        return text;
    }
  };
}
