import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { adoptStatus } from './session-state.ts';

const personas = ['rheumatologist', 'ips', 'nurse', 'secretary', 'physiotherapist', 'programme-lead', 'coordinator', 'oncologist', 'community-nurse'] as const;

/** Enter the fictional clinic as one of its people; made on first use. */
export function DemonstrationChoice({ isPrimary = false }: { readonly isPrimary?: boolean }): ReactElement {
  const { t } = useTranslation('session');
  const [persona, setPersona] = useState<(typeof personas)[number]>('rheumatologist');
  const open = useMutation(api.session.openDemonstration.mutationOptions({ onSuccess: adoptStatus }));
  return (
    <section className="door-choice" aria-label={t('start.demonstration')}>
      <div className="grow stack">
        <div>
          <h2>{t('start.demonstration')}</h2>
          <p className="meta">{t('start.demonstrationHint')}</p>
        </div>
        <div className="row wrap persona-choice">
          <SegmentedControl
            label={t('start.persona')}
            value={persona}
            onChange={setPersona}
            options={personas.map((value) => ({ value, label: t(`persona.${value}`) }))}
          />
          <span className="grow" />
          <Button tone={isPrimary ? 'primary' : 'default'} disabled={open.isPending} onClick={() => open.mutate({ persona })}>
            {t('start.explore')}
          </Button>
        </div>
        <p className="meta" role="status">
          {open.isPending && t('start.demonstrationBusy')}
        </p>
        {open.error && <ErrorNotice what={t('start.failed')} error={open.error} />}
      </div>
    </section>
  );
}
