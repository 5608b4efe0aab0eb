import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { administrativeSex, identifierSystems } from '#contract/values.ts';
import { api } from '../../link/client.ts';
import { useClinic } from '../../session/session-state.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Checkbox, FieldError, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { parsePartialDate } from '../typed-date.ts';
import { systemKind, useFieldWords } from '../use-field-words.ts';
import { type EditForm, type IdentifierForm, written } from './edit-form.ts';

type Kind = keyof typeof identifierSystems;
/** The number of the clinic's country first. */
const order = { CA: ['nam', 'file', 'nir', 'foreign'], FR: ['nir', 'file', 'nam', 'foreign'] } as const satisfies Record<string, readonly Kind[]>;

export interface IdentifierRowsProps {
  readonly patientId: string;
  readonly form: EditForm;
  readonly errorOf: (id: string) => string | undefined;
  readonly onChange: (identifiers: readonly IdentifierForm[]) => void;
}

/** The numbers a person is known by: added, corrected, ended, removed. */
export function IdentifierRows({ patientId, form, errorOf, onChange }: IdentifierRowsProps): ReactElement {
  const { t } = useTranslation(['record', 'common']);
  const { country } = useClinic();
  const [added, setAdded] = useState<string | null>(null);
  const kinds = country === 'FR' ? order.FR : order.CA;
  const rank = (row: IdentifierForm): number => {
    const kind = systemKind(row.system);
    return kind === undefined ? kinds.length : kinds.indexOf(kind);
  };
  const rows = [...form.identifiers].sort((one, other) => rank(one) - rank(other));
  const change = (id: string, over: Partial<IdentifierForm>): void => onChange(form.identifiers.map((row) => (row.id === id ? { ...row, ...over } : row)));
  const add = (kind: Kind): void => {
    const id = v7();
    setAdded(id);
    onChange([...form.identifiers, { id, system: identifierSystems[kind], value: '', use: '', issuer: '', validFrom: '', validTo: '', insQualified: false }]);
  };
  return (
    <Sheet title={t('edit.numbers')} padded>
      <div className="stack">
        {rows.length === 0 && <p className="ink-2">{t('edit.noNumber')}</p>}
        {rows.map((row) => (
          <IdentifierRow
            key={row.id}
            patientId={patientId}
            row={row}
            form={form}
            error={errorOf(row.id)}
            isNew={row.id === added}
            onChange={(over) => change(row.id, over)}
            onRemove={() => onChange(form.identifiers.filter(({ id }) => id !== row.id))}
          />
        ))}
        <div className="row wrap">
          <span className="meta">{t('edit.add')}</span>
          {kinds.map((kind) => (
            <Button key={kind} small icon="plus" label={`${t('edit.add')} ${t(`system.${kind}`)}`} onClick={() => add(kind)}>
              {t(`system.${kind}`)}
            </Button>
          ))}
        </div>
      </div>
    </Sheet>
  );
}

interface RowProps {
  readonly patientId: string;
  readonly row: IdentifierForm;
  readonly form: EditForm;
  readonly error: string | undefined;
  readonly isNew: boolean;
  readonly onChange: (over: Partial<IdentifierForm>) => void;
  readonly onRemove: () => void;
}

function IdentifierRow({ patientId, row, form, error, isNew, onChange, onRemove }: RowProps): ReactElement {
  const { t } = useTranslation(['record', 'common']);
  const words = useFieldWords();
  const kind = systemKind(row.system);
  const live = useLiveCheck(patientId, row, form);
  const name = words.system(row.system);
  const [isTyping, setTyping] = useState(isNew);
  // Whole, with its key, once it is left; main may answer a moment later.
  const whole = written(row.system, kind === 'nam' || kind === 'nir' ? (live.normalized ?? row.value) : row.value);
  return (
    <div className="patients-identifier" role="group" aria-label={`${name} ${row.value}`}>
      <div className="patients-identifier-fields">
        <TextField
          label={name}
          value={isTyping ? row.value : whole}
          maxLength={100}
          autoFocus={isNew}
          autoCapitalize="characters"
          error={error ?? live.error}
          onChange={(event) => onChange({ value: event.target.value })}
          onFocus={() => {
            setTyping(true);
            if (whole !== row.value) onChange({ value: whole });
          }}
          onBlur={() => {
            setTyping(false);
            onChange({ value: whole });
          }}
        />
        {kind === 'foreign' || kind === undefined ? (
          <TextField label={t('edit.issuer')} value={row.issuer} maxLength={120} onChange={(event) => onChange({ issuer: event.target.value })} />
        ) : (
          <span aria-hidden="true" />
        )}
        <TextField label={t('edit.validFrom')} value={dayOf(row.validFrom)} onChange={(event) => onChange({ validFrom: event.target.value })} />
        <TextField label={t('edit.validTo')} value={dayOf(row.validTo)} onChange={(event) => onChange({ validTo: event.target.value })} />
        <span className="patients-identifier-remove">
          <IconButton icon="close" label={t('edit.remove', { name, value: row.value })} onClick={onRemove} />
        </span>
      </div>
      <div role="status" className="stack patients-nam-says">
        {live.warnings.length > 0 && (
          <div className="note note-warn">
            <Icon name="alert" />
            <span>{live.warnings.join(' ')}</span>
          </div>
        )}
      </div>
      {kind === 'nir' && (
        <Checkbox label={t('edit.insQualified')} checked={row.insQualified} onChange={(event) => onChange({ insQualified: event.target.checked })} />
      )}
      {kind === 'nir' && row.insQualified && form.identityDocument === '' && <FieldError text={t('edit.issue.INS_IDENTITY')} />}
    </div>
  );
}

interface LiveCheck {
  readonly normalized: string | null;
  readonly error: string | undefined;
  readonly warnings: readonly string[];
}

/** What main says of a number as one types it, against the rest of the form. */
function useLiveCheck(patientId: string, row: IdentifierForm, form: EditForm): LiveCheck {
  const { t } = useTranslation(['record', 'patients']);
  const length = row.value.replace(/[\s.\-–]/g, '').length;
  const birthDate = parsePartialDate(form.birthDate);
  const sex = administrativeSex.safeParse(form.administrativeSex).data ?? null;
  const isNam = row.system === identifierSystems.nam && length >= 12;
  const isNir = row.system === identifierSystems.nir && length >= 13;
  const nam = useQuery(
    api.patients.checkNam.queryOptions({
      input: {
        nam: row.value.slice(0, 30), familyName: (form.birthFamilyName || form.familyName).slice(0, 80), givenName: form.givenName.slice(0, 80), birthDate, administrativeSex: sex, exceptPatientId: patientId,
      },
      enabled: isNam,
    }),
  );
  const nir = useQuery(
    api.patients.checkNir.queryOptions({
      input: { nir: row.value.slice(0, 30), birthDate, administrativeSex: sex, birthPlaceCode: form.birthPlaceCode.trim().toUpperCase().slice(0, 5) || null, exceptPatientId: patientId },
      enabled: isNir,
    }),
  );
  if (isNam && nam.data) {
    const [error] = nam.data.errors;
    return {
      normalized: nam.data.normalized,
      error: error && t(`patients:form.issue.${error}`),
      warnings: error ? [] : nam.data.warnings.map((warning) => t(`patients:form.issue.${warning}`)),
    };
  }
  if (isNir && nir.data) {
    const [error] = nir.data.errors;
    return { normalized: nir.data.normalized, error: error && t(`record:nir.${error}`), warnings: nir.data.warnings.map((warning) => t(`record:nir.${warning}`)) };
  }
  return { normalized: null, error: undefined, warnings: [] };
}

/** The day of a date as received; what is being typed stays as it is. */
function dayOf(date: string): string {
  return /^\d{4}-\d{2}-\d{2}T/.test(date) ? date.slice(0, 10) : date;
}

