import { Popover } from '@mui/material';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { firstColumns, type RegistryColumn, registryColumns, type RegistrySort, registrySortKeys } from '#contract/registry.ts';
import { usePermission } from '../session/session-state.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Checkbox, Select } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';

interface RegistryViewMenuProps {
  readonly anchor: HTMLElement | null;
  readonly columns: readonly RegistryColumn[];
  readonly sort: RegistrySort;
  readonly error: unknown;
  readonly onColumns: (columns: readonly RegistryColumn[]) => void;
  readonly onSort: (sort: RegistrySort) => void;
  readonly onClose: () => void;
}

/** Columns one sees and their order, and the order of the rows: kept for the person. */
export function RegistryViewMenu({ anchor, ...choices }: RegistryViewMenuProps): ReactElement {
  const title = useId();
  return (
    <Popover
      open={anchor !== null}
      anchorEl={anchor}
      onClose={choices.onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      slotProps={{ paper: { role: 'dialog', 'aria-labelledby': title } }}
    >
      <ViewChoices title={title} {...choices} />
    </Popover>
  );
}

/** What the open menu holds: nothing of it is worked out while it is closed. */
function ViewChoices({ title, columns, sort, error, onColumns, onSort, onClose }: Omit<RegistryViewMenuProps, 'anchor'> & { readonly title: string }): ReactElement {
  const { t } = useTranslation('registry');
  const mayReadClinical = usePermission('patient.clinical.read');
  const isOffered = (key: string): boolean => mayReadClinical || key !== 'problem';
  const listed = [...columns, ...registryColumns.filter((column) => isOffered(column) && !columns.includes(column))];
  const move = (column: RegistryColumn, by: 1 | -1): void => {
    const from = columns.indexOf(column);
    const other = columns[from + by];
    if (other !== undefined) onColumns(columns.map((one) => (one === column ? other : one === other ? column : one)));
  };
  return (
    <div className="stack patients-view">
      <div className="row">
        <h2 id={title} className="section-title grow">
          {t('view.title')}
        </h2>
        <IconButton icon="close" label={t('view.close')} onClick={onClose} />
      </div>
      <div className="patients-view-sort">
        <Select
          label={t('view.sort')}
          value={sort.by}
          options={registrySortKeys.filter(isOffered).map((key) => ({ value: key, label: t(`sort.${key}`) }))}
          onChange={(event) => {
            const by = registrySortKeys.find((key) => key === event.target.value);
            if (by) onSort({ ...sort, by });
          }}
        />
        <SegmentedField
          label={t('view.direction')}
          value={sort.direction}
          options={(['ascending', 'descending'] as const).map((direction) => ({ value: direction, label: t(`view.${direction}`) }))}
          onChange={(direction) => onSort({ ...sort, direction })}
        />
      </div>
      <fieldset className="patients-view-columns">
        <legend className="field-label">{t('view.columns')}</legend>
        {listed.map((column) => {
          const at = columns.indexOf(column);
          return (
            <div key={column} className="row">
              <span className="grow">
                <Checkbox label={t(`column.${column}`)} checked={at >= 0} onChange={() => onColumns(at >= 0 ? columns.filter((one) => one !== column) : [...columns, column])} />
              </span>
              {at > 0 && <IconButton icon="arrowUp" label={t('view.up', { column: t(`column.${column}`) })} onClick={() => move(column, -1)} />}
              {at >= 0 && at < columns.length - 1 && <IconButton icon="arrowDown" label={t('view.down', { column: t(`column.${column}`) })} onClick={() => move(column, 1)} />}
            </div>
          );
        })}
      </fieldset>
      {error !== null && <ErrorNotice what={t('view.failed')} error={error} />}
      <div>
        <Button small tone="text" onClick={() => onColumns(firstColumns.filter(isOffered))}>
          {t('view.reset')}
        </Button>
      </div>
    </div>
  );
}
