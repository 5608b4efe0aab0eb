import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PageBar } from '../ui/page-bar.tsx';
import { ExportForm } from './export-form.tsx';
import { ExportTabs } from '../research/export-tabs.tsx';
import { ExportsOnRecord } from './exports-on-record.tsx';

/** Files that leave the clinic, and the record of those that left. */
export function ExportsPage(): ReactElement {
  const { t } = useTranslation('exports');
  return (
    <div className="page">
      <PageBar title={t('title')} note={t('note')} tabs={<ExportTabs current="identified" />} />
      <div className="page-body page-columns exports-columns" id="exports-panel">
        <ExportForm />
        <ExportsOnRecord />
      </div>
    </div>
  );
}
