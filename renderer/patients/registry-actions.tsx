import { useNavigate } from '@tanstack/react-router';
import { memo, type ReactElement, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportButton, type ExportedPeople } from '../exports/export-button.tsx';
import { ImportButton } from '../imports/import-button.tsx';
import { usePermission } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';

interface RegistryActionsProps {
  /** Present where the filters float over the list: whether they do now. */
  readonly filtersShown: boolean | undefined;
  readonly onFilters: () => void;
  readonly viewButton: RefObject<HTMLButtonElement | null>;
  readonly viewShown: boolean;
  readonly onView: (anchor: HTMLElement) => void;
  /** Whom an export is opened for, asked when it is. */
  readonly people: () => ExportedPeople;
  /** Registering is what one does next: nobody is chosen. */
  readonly registerIsMain: boolean;
  /** The list is empty and has the key of registering itself. */
  readonly isEmpty: boolean;
  readonly onRegister: () => void;
}

/** What one does from the registry, in its bar: drawn again only when one of these changes, not at the keys of a search. */
export const RegistryActions = memo(function RegistryActions({ filtersShown, onFilters, viewButton, viewShown, onView, people, registerIsMain, isEmpty, onRegister }: RegistryActionsProps): ReactElement {
  const { t } = useTranslation(['patients', 'registry', 'duplicates']);
  const navigate = useNavigate();
  const mayRegister = usePermission('patient.write');
  return (
    <>
      {filtersShown !== undefined && (
        <Button icon="filter" keys="f" expanded={filtersShown} onClick={onFilters}>
          {t('registry:filters')}
        </Button>
      )}
      <Button ref={viewButton} icon="columns" hasPopup="dialog" expanded={viewShown} onClick={(event) => onView(event.currentTarget)}>
        {t('registry:view.open')}
      </Button>
      {mayRegister && <Button onClick={() => void navigate({ to: '/patients/duplicates' })}>{t('duplicates:open')}</Button>}
      <ImportButton />
      <ExportButton of={people} />
      {mayRegister && (
        <Button tone={registerIsMain ? 'primary' : 'default'} icon="plus" keys={isEmpty ? undefined : 'n'} onClick={onRegister}>
          {t('registry.new')}
        </Button>
      )}
    </>
  );
});
