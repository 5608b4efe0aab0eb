import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { FreedPlace, WaitingMatch } from '#contract/waiting';
import { AccessMark } from '../../access/access-mark.tsx';
import { api } from '../../link/client.ts';
import { hasCode } from '../../link/failure.ts';
import { formatName } from '../../text/format.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Select } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useToast } from '../../ui/toast.tsx';
import { UrgencyBadge, type UrgencyClass } from '../../ui/urgency-badge.tsx';
import { useVisitWords } from '../visit-words.ts';
import { SlotReasons } from '../ranking/slot-reasons.tsx';

const lengths = ['15', '30', '60', '240', '1440'] as const;

const keyOf = ({ referralId, entryId }: WaitingMatch): string => referralId ?? entryId ?? '';

/** Who could take a freed place, best first, each with why; the one chosen has it held while they are called. */
export function PlaceMatches({ place, onBack }: { readonly place: FreedPlace; readonly onBack: () => void }): ReactElement {
  const { t } = useTranslation(['slots', 'appointments']);
  const f = useFormat();
  const words = useVisitWords();
  const queries = useQueryClient();
  const toast = useToast();
  const { practitionerId, startsAt, minutes, modality } = place;
  const found = useQuery(api.waiting.matches.queryOptions({ input: { practitionerId, startsAt, minutes, modality } }));
  const matches = found.data?.matches ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [length, setLength] = useState<(typeof lengths)[number]>('30');
  const [purpose, setPurpose] = useState('');
  const types = (useQuery(api.visitTypes.list.queryOptions()).data?.types ?? []).filter(({ retired, roles }) => !retired && (roles.length === 0 || roles.includes(place.role)));
  const [holdId] = useState(() => v7());
  const list = useRef<HTMLDivElement>(null);
  const selected = matches.find((match) => keyOf(match) === chosen) ?? matches[0] ?? null;
  const hold = useMutation(
    api.waiting.hold.mutationOptions({
      onSuccess: async (held) => {
        await Promise.all([api.waiting.key(), api.slots.key(), api.appointments.key()].map((queryKey) => queries.invalidateQueries({ queryKey })));
        toast({ text: t('waiting.match.held', { name: formatName(held.patient), time: f.instantTime(held.until) }) });
        onBack();
      },
      onError: () => queries.invalidateQueries({ queryKey: api.waiting.key() }),
    }),
  );
  const send = (): void => {
    if (selected === null || hold.isPending) return;
    hold.mutate({ holdId, practitionerId, startsAt, minutes, modality, patientId: selected.patient.id, referralId: selected.referralId, entryId: selected.entryId, purpose: purpose === '' ? null : purpose, forMinutes: Number(length) });
  };
  const step = (by: number): void => {
    const next = matches[Math.min(Math.max(matches.findIndex((match) => match === selected) + by, 0), matches.length - 1)];
    if (next) setChosen(keyOf(next));
  };
  useShortcut('Enter', send, { label: t('waiting.match.hold') });
  useShortcut('Escape', onBack, { label: t('waiting.match.back') });
  useShortcut('ArrowDown', () => step(1), { label: t('waiting.match.next') });
  useShortcut('ArrowUp', () => step(-1), { label: t('waiting.match.previous') });
  const position = selected === null ? -1 : matches.indexOf(selected);
  useEffect(() => {
    if (position >= 0) list.current?.querySelectorAll<HTMLElement>('[role="radio"]')[position]?.focus();
  }, [position]);
  return (
    <div className="stack waiting-matches">
      <div className="row">
        <div className="grow">
          <b>
            {f.relativeDay(place.localStart.slice(0, 10))}, {f.time(place.localStart.slice(11))}
          </b>
          <p className="meta">{[place.professionalName, words.where({ site: null, zone: place.zone })].filter(Boolean).join(', ')}</p>
        </div>
        <Button tone="quiet" small keys="Escape" onClick={onBack}>
          {t('waiting.match.back')}
        </Button>
      </div>
      <h3 className="section-title">{t('waiting.match.title')}</h3>
      {found.isPending && <SkeletonRows />}
      {found.isError && <ErrorNotice what={t('waiting.match.failed')} error={found.error} onRetry={() => void found.refetch()} />}
      {hasCode(hold.error, 'SLOT_TAKEN') && (
        <p className="note note-warn" role="alert">
          <Icon name="alert" />
          {t('waiting.match.taken')}
        </p>
      )}
      {hold.isError && !hasCode(hold.error, 'SLOT_TAKEN') && <ErrorNotice what={t('waiting.match.notHeld')} error={hold.error} />}
      {found.data && matches.length === 0 && <EmptyState sentence={t('waiting.match.none')} hint={t('waiting.match.noneHint')} />}
      {matches.length > 0 && (
        <>
          <p className="meta">{t('waiting.match.count', { count: matches.length, all: f.number(found.data?.considered ?? 0) })}</p>
          <div ref={list} className="slots" role="radiogroup" aria-label={t('waiting.match.people')}>
            {matches.map((match) => (
              <div key={keyOf(match)} className="slot" role="radio" aria-checked={match === selected} tabIndex={match === selected ? 0 : -1} onClick={() => setChosen(keyOf(match))}>
                <div className="row">
                  {match.cls && <UrgencyBadge urgency={match.cls as UrgencyClass} size="inline" />}
                  <b className="grow ellipsis">{formatName(match.patient)}</b>
                  <AccessMark access={match.patient.access} />
                  <span className="meta">{f.age(match.patient.birthDate)}</span>
                </div>
                <p className="meta slot-who">
                  {[match.visit ? t('waiting.match.hasVisit', { when: f.date(match.visit.localStart.slice(0, 10), 'short') }) : null, match.patient.phone].filter(Boolean).join(' · ')}
                </p>
                <SlotReasons reasons={match.reasons} isSelected={match === selected} />
              </div>
            ))}
          </div>
          {selected?.visit === null && (
            <Select label={t('waiting.match.purpose')} value={purpose} onChange={(event) => setPurpose(event.target.value)} placeholder={t('appointments:find.purposeUnsaid')} options={types.map(({ code, label }) => ({ value: code, label: label[f.language] }))} />
          )}
          <div className="row find-book">
            <Select label={t('waiting.match.holdFor')} value={length} onChange={(event) => setLength(event.target.value as (typeof lengths)[number])} options={lengths.map((value) => ({ value, label: t(`waiting.match.lengths.${value}`) }))} />
            <Button tone="primary" keys="Enter" disabled={hold.isPending} onClick={send}>
              {t('waiting.match.hold')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
