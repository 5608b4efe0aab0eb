import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientRecord } from '#contract/patients.ts';
import { Sheet } from '../ui/sheet.tsx';
import { systemKind, useFieldWords } from './use-field-words.ts';
import { usePatientWords } from './use-patient-words.ts';

/** How to reach the person, and where the record came from. */
export function ContactSheet({ record }: { readonly record: PatientRecord }): ReactElement {
  const { t } = useTranslation(['patients', 'record']);
  const words = usePatientWords();
  const fields = useFieldWords();
  const { identity, source } = record;
  const address = [identity.addressLine, [identity.city, identity.postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  const facts = (
    [
      [t('record.phone'), identity.phone],
      [t('record.email'), identity.email],
      [t('record.address'), address],
      [t('record.region'), identity.regionCode && words.regionName(identity.regionCode)],
      ...(['gender', 'maritalStatus', 'identityDocument'] as const).map((field) => [fields.field(field), identity[field] && fields.value(field, identity[field])] as const),
      // The header has the others.
      ...record.identifiers
        .filter(({ system, validTo }) => validTo === null && ['foreign', undefined].includes(systemKind(system)))
        .map(({ system, issuer, value }) => [issuer ?? fields.system(system), value] as const),
    ] as const
  ).filter(([, value]) => value);
  const sourceLine = ({ system, importedAt }: NonNullable<PatientRecord['source']>): string => {
    const host = hostOf(system);
    const date = words.clinicalDate(importedAt);
    return host ? t('record.source', { system: host, date }) : t('record.imported', { date });
  };
  return (
    <Sheet title={t('record.contact')} padded>
      {facts.length === 0 ? (
        <p className="ink-2">{t('record.noContact')}</p>
      ) : (
        <dl className="patients-contact">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt className="meta">{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {source && <p className="meta patients-source">{sourceLine(source)}</p>}
    </Sheet>
  );
}

/** The host of an address; a bare URN names nobody a person would know. */
function hostOf(system: string): string | undefined {
  return /^https?:\/\/([^/]+)/.exec(system)?.[1];
}
