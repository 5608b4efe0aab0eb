import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { usePlanCommand } from './use-plan-command.ts';

/** The clinic's own templates that are offered no more; each is put back with one button. Takes no room where there are none. */
export function WithdrawnTemplates({ onBack }: { readonly onBack: (code: string) => void }): ReactElement | null {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const { data } = useQuery(api.plans.templateChoices.queryOptions({ input: {} }));
  const use = usePlanCommand((input: Parameters<typeof client.plans.useTemplate>[0]) => client.plans.useTemplate(input), { said: t('editor.putBack') });
  if (!data || data.withdrawn.length === 0) return null;
  return (
    <Sheet title={t('editor.withdrawnTitle')} note={data.withdrawn.length}>
      {use.isError && <ErrorNotice what={t('notDone')} error={use.error} />}
      <ul>
        {data.withdrawn.map(({ templateId, code, title, running }) => (
          <li key={templateId} className="plan-template-line">
            <span className="meta">{code}</span>
            <span>
              {title[f.language]} <span className="meta">{running > 0 && t('editor.running', { count: running })}</span>
            </span>
            <Button small tone="text" label={`${t('editor.use')}, ${code}`} disabled={use.isPending} onClick={() => use.mutate({ templateId }, { onSuccess: () => onBack(code) })}>
              {t('editor.use')}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
