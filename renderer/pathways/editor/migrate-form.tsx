import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlanCommand } from '../../follow-up-plans/use-plan-command.ts';
import { client } from '../../link/client.ts';
import { FieldGroup } from '../../ui/field.tsx';
import { FormFrame } from '../../ui/form-frame.tsx';
import type { MoveFormProps } from '../move-forms.tsx';
import { MigrationLines } from './migration-lines.tsx';

/** Takes somebody over to the version of their pathway that is in force: what that changes is seen before. */
export function MigrateForm({ enrolment, onClose }: MoveFormProps): ReactElement | null {
  const { t } = useTranslation(['pathways', 'plans']);
  const { newer, definitionVersion } = enrolment;
  const version = newer?.version ?? '';
  const migrate = usePlanCommand((input: Parameters<typeof client.pathwayEditor.migrate>[0]) => client.pathwayEditor.migrate(input), { said: t('migrate.done', { version }), onClose });
  if (newer === null) return null;
  return (
    <FormFrame title={t('migrate.title')} note={`${definitionVersion} → ${version}`} submit={t('plans:migrate.save', { version })} onSubmit={() => migrate.mutate({ enrolmentId: enrolment.id, expectedVersion: enrolment.version, definitionId: newer.definitionId })} onClose={onClose} isBusy={migrate.isPending} error={migrate.error}>
      <FieldGroup label={t('plans:move.preview')}>
        <MigrationLines enrolmentId={enrolment.id} />
      </FieldGroup>
    </FormFrame>
  );
}
