import { useTranslation } from 'react-i18next';
import { identifierSystems } from '#contract/values.ts';
import { catalogues } from '../text/catalogues.ts';

type FieldName = keyof typeof catalogues.fr.record.field;

/** How the record's fields are called; a number by its system. */
export function useFieldWords() {
  const { t } = useTranslation('record');
  return {
    field: (name: string): string => {
      const system = systemKind(name);
      if (system) return t(`system.${system}`);
      return isFieldName(name) ? t(`field.${name}`) : name;
    },
  };
}

function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(catalogues.fr.record.field, name);
}

function systemKind(system: string): keyof typeof identifierSystems | undefined {
  return (Object.keys(identifierSystems) as (keyof typeof identifierSystems)[]).find((kind) => identifierSystems[kind] === system);
}
