import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptMessageRule } from '#contract/messages.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';

/** The versions of a rule, newest first; one is taken up in the editor, to be saved as the next. */
export function RuleVersions({ code, onTake }: { readonly code: string; readonly onTake: (rule: KeptMessageRule) => void }): ReactElement {
  const { t } = useTranslation('messages');
  const f = useFormat();
  const versions = useQuery(api.messages.ruleVersions.queryOptions({ input: { code } }));
  return (
    <Sheet title={t('rule.versions')} note={versions.data?.length} padded className="templates-versions">
      {versions.isError && <ErrorNotice what={t('rule.failed')} error={versions.error} onRetry={() => void versions.refetch()} />}
      <ul>
        {(versions.data ?? []).map((one) => (
          <li key={one.version} className="row">
            <span className="grow">
              {t('rule.version', { version: one.version, by: one.saved?.by ?? '', when: one.saved ? f.instant(one.saved.at, 'short') : '' })} <span className="meta">{t(one.isOn ? 'rule.on' : 'rule.off')}</span>
            </span>
            <Button small tone="text" onClick={() => onTake(one)} label={t('rule.takeVersion', { version: one.version })}>
              {t('rule.take')}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
