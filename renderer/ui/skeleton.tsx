import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

const widths = ['42%', '28%', '36%', '24%', '40%', '32%'];

/** Grey bars of the true row height, seen after 100 ms. No shimmer, no spinner. */
export function SkeletonRows({ rows = 6 }: { readonly rows?: number }): ReactElement {
  const { t } = useTranslation('common');
  return (
    <div className="skeleton" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="skeleton-row" aria-hidden="true">
          <div className="skeleton-bar" style={{ width: widths[index % widths.length] }} />
          <div className="skeleton-bar" style={{ width: '18%' }} />
        </div>
      ))}
    </div>
  );
}
