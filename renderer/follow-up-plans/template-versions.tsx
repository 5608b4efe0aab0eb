import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateBody } from '#contract/plans.ts';
import { api, client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { usePlanCommand } from './use-plan-command.ts';

export interface TemplateVersionsProps {
  readonly code: string;
  readonly onRead: (body: TemplateBody) => void;
  /** The template was withdrawn: there is another to show. */
  readonly onWithdrawn: () => void;
}

/** The versions of a template, newest first: each is read into the editor, or put in force again. One the program did not come with may be withdrawn. */
export function TemplateVersions({ code, onRead, onWithdrawn }: TemplateVersionsProps): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const versions = useQuery(api.plans.templateVersions.queryOptions({ input: { code } }));
  const use = usePlanCommand((input: Parameters<typeof client.plans.useTemplate>[0]) => client.plans.useTemplate(input), { said: t('editor.used') });
  const withdraw = usePlanCommand((input: Parameters<typeof client.plans.withdrawTemplate>[0]) => client.plans.withdrawTemplate(input), {
    said: t('editor.withdrawn'), onClose: onWithdrawn, back: (_answer, input) => client.plans.useTemplate(input),
  });
  const inForce = versions.data?.find((one) => one.isInForce);
  const isOwn = versions.data?.every(({ origin }) => origin === 'clinic') ?? false;
  return (
    <Sheet
      title={t('editor.versions')} note={versions.data?.length}
      actions={
        isOwn && inForce ? (
          <Button small disabled={withdraw.isPending} onClick={() => withdraw.mutate({ templateId: inForce.templateId })}>
            {t('editor.withdraw')}
          </Button>
        ) : undefined
      }
    >
      {versions.isError && <ErrorNotice what={t('editor.failed')} error={versions.error} onRetry={() => void versions.refetch()} />}
      {(use.error ?? withdraw.error) && <ErrorNotice what={t('notDone')} error={use.error ?? withdraw.error} />}
      <ul>
        {(versions.data ?? []).map((one) => (
          <li key={one.templateId} className="plan-template-line">
            <b className="tabular">{one.version}</b>
            <span>
              {one.isInForce && (
                <Chip tone="ok" icon="check">
                  {t('editor.inForce')}
                </Chip>
              )}{' '}
              <span className="meta">{[one.origin === 'built-in' ? t('editor.shipped') : one.madeBy, f.instantDate(one.madeAt), one.note, one.running > 0 && t('editor.running', { count: one.running })].filter(Boolean).join(' · ')}</span>
            </span>
            <span className="row">
              <Button small tone="text" label={`${t('editor.load')}, ${one.version}`} onClick={() => void client.plans.readTemplate({ templateId: one.templateId }).then(({ body }) => onRead(body))}>
                {t('editor.load')}
              </Button>
              {!one.isInForce && (
                <Button small tone="text" label={`${t('editor.use')}, ${one.version}`} disabled={use.isPending} onClick={() => use.mutate({ templateId: one.templateId })}>
                  {t('editor.use')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
