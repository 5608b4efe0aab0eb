import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../follow-up-plans/use-plan-words.ts';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FieldError, Select } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';

/** Proposes somebody for a pathway: entry is judged item by item after that. */
export function ProposeForm({ patientId, onClose }: { readonly patientId: string; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const words = usePlanWords();
  const [enrolmentId] = useState(() => v7());
  const definitions = useQuery(api.pathways.definitions.queryOptions({ input: {} }));
  const [chosen, setChosen] = useState('');
  const [isTried, setIsTried] = useState(false);
  const definition = definitions.data?.find(({ definitionId }) => definitionId === chosen);
  const propose = usePlanCommand((input: Parameters<typeof client.pathways.propose>[0]) => client.pathways.propose(input), { said: t('propose.done', { label: definition?.label[f.language] ?? '' }), onClose });
  const isKnown = hasCode(propose.error, 'DUPLICATE');
  return (
    <FormFrame
      title={t('propose.title')} submit={t('propose.save')} onClose={onClose} isBusy={propose.isPending} error={isKnown ? null : propose.error}
      onSubmit={() => {
        setIsTried(true);
        if (definition) propose.mutate({ enrolmentId, patientId, definitionId: definition.definitionId });
      }}
    >
      {definitions.isError && <ErrorNotice what={t('failed')} error={definitions.error} onRetry={() => void definitions.refetch()} />}
      <Select
        label={t('propose.pathway')} autoFocus value={chosen} placeholder={t('choose')} error={isTried && !definition ? words.required : undefined} help={definition?.about[f.language]}
        options={(definitions.data ?? []).filter(({ retired }) => retired === null).map(({ definitionId, label }) => ({ value: definitionId, label: label[f.language] }))} onChange={(event) => setChosen(event.target.value)}
      />
      {isKnown && <FieldError text={t('propose.duplicate')} />}
      {definition && (
        <ol className="meta pathway-preview">
          {definition.phases.map(({ code, label }) => (
            <li key={code}>{label[f.language]}</li>
          ))}
        </ol>
      )}
    </FormFrame>
  );
}
