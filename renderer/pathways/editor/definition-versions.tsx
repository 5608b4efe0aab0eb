import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { usePlanCommand } from '../../follow-up-plans/use-plan-command.ts';
import { api, client } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';

interface DefinitionVersionsProps {
  readonly code: string;
  readonly onRead: (read: Outputs['pathwayEditor']['read']) => void;
}

/** The versions of a pathway, newest first: each is read into the editor, or put in force again. */
export function DefinitionVersions({ code, onRead }: DefinitionVersionsProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  const f = useFormat();
  const versions = useQuery(api.pathwayEditor.versions.queryOptions({ input: { code } }));
  const use = usePlanCommand((input: Parameters<typeof client.pathwayEditor.use>[0]) => client.pathwayEditor.use(input), { said: t('plans:editor.used') });
  return (
    <Sheet title={t('plans:editor.versions')} note={versions.data?.length}>
      {versions.isError && <ErrorNotice what={t('failed')} error={versions.error} onRetry={() => void versions.refetch()} />}
      {use.error && <ErrorNotice what={t('editor.notSaved')} error={use.error} />}
      <ul>
        {(versions.data ?? []).map((one) => (
          <li key={one.definitionId} className="plan-template-line">
            <b className="tabular">{one.version}</b>
            <span>
              {one.isInForce && <Chip tone="ok" icon="check">{t('plans:editor.inForce')}</Chip>}{' '}
              <span className="meta">{[one.origin === 'built-in' ? t('plans:editor.shipped') : one.madeBy, f.instantDate(one.madeAt), one.note, one.running > 0 && t('editor.running', { count: one.running })].filter(Boolean).join(' · ')}</span>
            </span>
            <span className="row">
              <Button small tone="text" label={`${t('plans:editor.load')}, ${one.version}`} onClick={() => void client.pathwayEditor.read({ definitionId: one.definitionId }).then(onRead)}>{t('plans:editor.load')}</Button>
              {!one.isInForce && <Button small tone="text" label={`${t('plans:editor.use')}, ${one.version}`} disabled={use.isPending} onClick={() => use.mutate({ definitionId: one.definitionId })}>{t('plans:editor.use')}</Button>}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
