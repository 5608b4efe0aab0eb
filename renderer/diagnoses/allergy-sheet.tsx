import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { api, client } from '../link/client.ts';
import { useCommand } from '../treatments/use-command.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AllergyForm } from './allergy-form.tsx';
import { AllergyList } from './allergy-list.tsx';

const nothing = (): void => undefined;

/** Allergies for whoever writes them and reads nothing else clinical: the reception desk. */
export function AllergySheet({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation('diagnoses');
  const { data, error, isPending, refetch } = useQuery(api.diagnoses.allergies.queryOptions({ input: { patientId } }));
  const [isWriting, setIsWriting] = useState(false);
  const none = useCommand((input: Parameters<typeof client.diagnoses.stateNoAllergy>[0]) => client.diagnoses.stateNoAllergy(input), t('allergy.noneDone'), nothing);
  if (isPending) return <SkeletonRows rows={2} />;
  if (error) return <ErrorNotice what={t('list.failed')} error={error} onRetry={() => void refetch()} />;
  const { allergies, mayWrite } = data;
  const actions = mayWrite && !isWriting && (
    <span className="row no-print">
      {!allergies.some(({ isOpen }) => isOpen) && (
        <Button
          small
          onClick={() => {
            if (!none.isPending) none.mutate({ allergyId: v7(), patientId });
          }}
        >
          {t('allergy.stateNone')}
        </Button>
      )}
      <Button small icon="plus" onClick={() => setIsWriting(true)}>
        {t('allergy.add')}
      </Button>
    </span>
  );
  return (
    <>
      <AllergyList allergies={allergies} mayWrite={mayWrite} actions={actions} />
      {none.isError && <ErrorNotice what={t('allergy.noneFailed')} error={none.error} />}
      {isWriting && <AllergyForm patientId={patientId} onClose={() => setIsWriting(false)} />}
    </>
  );
}
