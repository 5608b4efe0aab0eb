import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordChange } from '#contract/record-history.ts';
import { useFormat } from '../../text/use-format.ts';
import { Checkbox } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useFieldWords } from '../use-field-words.ts';
import { type Merge, numberIn } from './three-way-merge.ts';

export type Side = 'mine' | 'theirs';

export interface ConflictPanelProps {
  readonly merge: Merge;
  /** What others changed since, oldest first. */
  readonly changes: readonly RecordChange[];
  readonly chosen: Readonly<Record<string, Side>>;
  readonly onChoose: (field: string, side: Side) => void;
}

/** Somebody saved the record meanwhile: who, when, and field by field what is yours and what is theirs. */
export function ConflictPanel({ merge, changes, chosen, onChoose }: ConflictPanelProps): ReactElement {
  const { t } = useTranslation('record');
  const f = useFormat();
  const words = useFieldWords();
  const last = changes.at(-1);
  const shown = (field: string, value: string): string => words.value(field, field.startsWith('identifier:') ? asParts(value) : value);
  /** Whoever changed a field last. */
  const whoOf = (field: string): string => changes.findLast((change) => change.changes.some((one) => one.field === field))?.byName ?? t('conflict.other');
  return (
    <section className="note note-warn patients-conflict" aria-labelledby="conflict-title" role="alert" tabIndex={-1}>
      <Icon name="alert" />
      <div className="grow stack">
        <h2 id="conflict-title">{last ? t('conflict.title', { who: last.byName, when: f.instant(last.at) }) : t('conflict.titleUnknown')}</h2>
        <p>{merge.collisions.length > 0 ? t('conflict.choose', { count: merge.collisions.length }) : t('conflict.merged')}</p>
        {merge.collisions.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                <th>{t('conflict.field')}</th>
                <th>{t('conflict.mine')}</th>
                <th>{t('conflict.theirs')}</th>
              </tr>
            </thead>
            <tbody>
              {merge.collisions.map(({ field, mine, theirs }) => (
                <tr key={field}>
                  <th scope="row">{words.field(field)}</th>
                  {([['mine', mine, t('conflict.mineOf', { value: shown(field, mine) })], ['theirs', theirs, t('conflict.theirsOf', { value: shown(field, theirs), who: whoOf(field) })]] as const).map(([side, , label]) => (
                    <td key={side}>
                      <Checkbox type="radio" name={`conflict ${field}`} label={label} checked={chosen[field] === side} onChange={() => onChoose(field, side)} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {merge.taken.length > 0 && (
          <>
            <p>{t('conflict.taken')}</p>
            <ul className="patients-taken">
              {merge.taken.map(({ field, from, to }) => (
                <li key={field}>
                  {t('conflict.takenLine', { field: words.field(field), from: shown(field, from), to: shown(field, to), who: whoOf(field) })}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}

function asParts(value: string): Record<string, string | boolean> | null {
  const number = numberIn(value);
  return number ? { ...number } : null;
}
