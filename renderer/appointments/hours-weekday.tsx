import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteResource } from '#contract/resources';
import type { Site } from '#contract/sites';
import { visitModality } from '#contract/values';
import { Button, IconButton } from '../ui/button.tsx';
import { Checkbox, FieldError } from '../ui/field.tsx';
import { readTime, toggleModality, type weekdays, type OpeningDraft, type OpeningProblem } from './hours-form.ts';

interface WeekdayProps {
  readonly weekday: (typeof weekdays)[number];
  readonly drafts: readonly OpeningDraft[];
  readonly problems: ReadonlyMap<string, OpeningProblem>;
  readonly mayEdit: boolean;
  readonly sites: readonly Site[];
  readonly rooms: readonly SiteResource[];
  readonly onRoom: (key: string, roomId: string) => void;
  readonly onChange: (key: string, over: Partial<OpeningDraft>) => void;
  readonly onSite: (key: string, siteId: string) => void;
  readonly onAdd: () => void;
  readonly onRemove: (key: string) => void;
  readonly onCopy: () => void;
}

/** The openings of one weekday: when, how, at which site and in which room. */
export function Weekday({ weekday, drafts, problems, mayEdit, sites, rooms, onChange, onSite, onRoom, onAdd, onRemove, onCopy }: WeekdayProps): ReactElement {
  const { t } = useTranslation(['appointments', 'common', 'sites']);
  const name = t(`weekday.${weekday}`);
  return (
    <div className="hours-day" role="group" aria-label={name}>
      <b className="hours-day-name">{name}</b>
      <div className="stack grow">
        {drafts.length === 0 && <span className="meta hours-closed">{t('hours.closed')}</span>}
        {drafts.map((draft) => {
          const problem = problems.get(draft.key);
          return (
            <div key={draft.key} className="stack">
              <div className="row wrap hours-opening">
                <TimeInput
                  label={t('hours.from', { day: name })}
                  invalid={problem !== undefined && problem !== 'modality'}
                  value={draft.startsAt}
                  disabled={!mayEdit}
                  onChange={(startsAt) => onChange(draft.key, { startsAt })}
                />
                <span aria-hidden="true">–</span>
                <TimeInput
                  label={t('hours.to', { day: name })}
                  invalid={problem !== undefined && problem !== 'modality'}
                  value={draft.endsAt}
                  disabled={!mayEdit}
                  onChange={(endsAt) => onChange(draft.key, { endsAt })}
                />
                <span className="row hours-modalities" role="group" aria-label={t('hours.modalities')}>
                  {visitModality.options.map((modality) => (
                    <Checkbox
                      key={modality}
                      label={t(`common:modality.${modality}`)}
                      checked={draft.modalities.includes(modality)}
                      disabled={!mayEdit}
                      onChange={() => onChange(draft.key, { modalities: toggleModality(draft.modalities, modality) })}
                    />
                  ))}
                </span>
                {(sites.length > 0 || draft.siteId !== undefined) && (
                  <select className="input hours-site" aria-label={t('sites:siteOf', { day: name, from: draft.startsAt })} value={draft.siteId ?? ''} disabled={!mayEdit} onChange={(event) => onSite(draft.key, event.target.value)}>
                    <option value="">{t('sites:clinicItself')}</option>
                    {sites
                      .filter((site) => !site.retired || site.id === draft.siteId)
                      .map((site) => (
                        <option key={site.id} value={site.id}>
                          {site.name}
                        </option>
                      ))}
                  </select>
                )}
                {rooms.some((room) => room.siteId === (draft.siteId ?? null)) && (
                  <select className="input hours-site" aria-label={t('sites:resource.roomOf', { day: name, from: draft.startsAt })} value={draft.roomId ?? ''} disabled={!mayEdit} onChange={(event) => onRoom(draft.key, event.target.value)}>
                    <option value="">{t('sites:resource.noRoom')}</option>
                    {rooms
                      .filter((room) => room.siteId === (draft.siteId ?? null) && (!room.retired || room.id === draft.roomId))
                      .map((room) => (
                        <option key={room.id} value={room.id}>
                          {room.name}
                        </option>
                      ))}
                  </select>
                )}
                {mayEdit && <IconButton icon="close" label={t('hours.remove', { day: name, from: draft.startsAt })} onClick={() => onRemove(draft.key)} />}
              </div>
              {problem && <FieldError text={t(`hours.problem.${problem}`)} />}
            </div>
          );
        })}
      </div>
      {mayEdit && (
        <span className="row hours-actions">
          {weekday <= 5 && drafts.length > 0 && (
            <Button tone="text" small label={t('hours.copyDay', { day: name })} onClick={onCopy}>
              {t('hours.copy')}
            </Button>
          )}
          <Button tone="text" small icon="plus" label={t('hours.addDay', { day: name })} onClick={onAdd}>
            {t('hours.add')}
          </Button>
        </span>
      )}
    </div>
  );
}

interface TimeInputProps {
  readonly label: string;
  readonly value: string;
  readonly invalid: boolean;
  readonly disabled: boolean;
  readonly onChange: (time: string) => void;
}

/** A time of day in 24 hours whatever the system's own habit; "8h30" or "830" become 08:30 on leaving. */
function TimeInput({ label, value, invalid, disabled, onChange }: TimeInputProps): ReactElement {
  return (
    <input
      className="input hours-time"
      inputMode="numeric"
      autoComplete="off"
      aria-label={label}
      aria-invalid={invalid || undefined}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => onChange(readTime(value))}
    />
  );
}
