import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export type UrgencyClass = 'URG' | 'A' | 'B' | 'C' | 'D' | 'E';

const sizes = { medium: 'urgency', large: 'urgency urgency-large', inline: 'urgency urgency-inline' } as const;

/** Letter, shape and colour say the same thing three times: octagon, diamond, house, square, disc, ring. */
const shapes: Readonly<Record<UrgencyClass, ReactElement>> = {
  URG: <path d="M7 1h8l6 6v8l-6 6H7l-6-6V7z" fill="var(--urg)" />,
  A: <path d="M11 .6 21.4 11 11 21.4 .6 11z" fill="var(--urg-a)" />,
  B: <path d="M11 .8 21.3 9.3V21H.7V9.3z" fill="var(--urg-b)" />,
  C: <rect x="1.5" y="1.5" width="19" height="19" rx="2" fill="var(--urg-c)" />,
  D: <circle cx="11" cy="11" r="10" fill="var(--urg-d)" />,
  E: <circle cx="11" cy="11" r="9.4" className="hollow" />,
};

const letterClass: Partial<Record<UrgencyClass, string>> = { URG: 'long', E: 'hollow-letter' };
const baseline: Partial<Record<UrgencyClass, number>> = { URG: 14, B: 18 };

export interface UrgencyBadgeProps {
  readonly urgency: UrgencyClass;
  readonly size?: keyof typeof sizes;
}

/** Urgency class of a request, 22 px (36 `large`, 18 `inline`), named "Classe B". */
export function UrgencyBadge({ urgency, size = 'medium' }: UrgencyBadgeProps): ReactElement {
  const { t } = useTranslation('common');
  return (
    <svg className={sizes[size]} viewBox="0 0 22 22" role="img" aria-label={t('urgency.name', { letter: urgency })}>
      {shapes[urgency]}
      <text x="11" y={baseline[urgency] ?? 15} className={letterClass[urgency]}>
        {urgency}
      </text>
    </svg>
  );
}
