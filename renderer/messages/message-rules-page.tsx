import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { AdministrationBar } from '../administration/administration-bar.tsx';
import { api } from '../link/client.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select } from '../ui/field.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AutomationSheet } from './automation-sheet.tsx';
import { ChannelSheets } from './channels-sheet.tsx';
import { RuleEditor } from './rule-editor.tsx';

/** The rules that prepare messages: when, by which way, in which words. */
export function MessageRulesPage(): ReactElement {
  const { t } = useTranslation(['messages', 'administration']);
  const [code, setCode] = useState('reminder');
  const rules = useQuery(api.messages.rules.queryOptions({ refetchOnWindowFocus: false }));
  const rule = rules.data?.rules.find((one) => one.code === code);
  return (
    <div className="page">
      <AdministrationBar current="messages" />
      <div className="page-body" id="administration-panel" role="tabpanel" aria-label={t('administration:part.messages')}>
        {rules.isPending && <SkeletonRows rows={8} />}
        {rules.isError && <ErrorNotice what={t('messages:rule.failed')} error={rules.error} onRetry={() => void rules.refetch()} />}
        {rules.data && rule && (
          <>
            <div className="stack">
              <p className="meta">{t('messages:rule.about')}</p>
              <div className="row templates-choice">
                <Select
                  label={t('messages:rule.which')}
                  value={code}
                  onChange={(event) => setCode(event.target.value)}
                  options={rules.data.rules.map((one) => ({ value: one.code, label: t('messages:rule.option', { name: t(`messages:occasion.${one.occasion}`), state: t(one.isOn ? 'messages:rule.on' : 'messages:rule.off') }) }))}
                />
              </div>
            </div>
            <RuleEditor key={`${rule.code} ${String(rule.version)}`} rule={rule} fields={rules.data.fields} clinical={rules.data.clinical} />
          </>
        )}
        <AutomationSheet />
        <ChannelSheets />
      </div>
    </div>
  );
}
