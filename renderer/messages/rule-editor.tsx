import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type KeptMessageRule, longestMessage, messageChannel, type MessageRule, type MessageTextProblem } from '#contract/messages.ts';
import { type Language, visitModality } from '#contract/values.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { readNumber } from '../text/typed-number.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Checkbox, FieldError, FieldGroup, TextArea, TextField } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useToast } from '../ui/toast.tsx';
import { RuleVersions } from './rule-versions.tsx';

type Names = Readonly<Record<Language, readonly string[]>>;

/** One rule: when, by which way, its words at the left; what it says of an invented visit at the right. */
export function RuleEditor({ rule, fields, clinical }: { readonly rule: KeptMessageRule; readonly fields: Names; readonly clinical: Names }): ReactElement {
  const { t } = useTranslation(['messages', 'common']);
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const [draft, setDraft] = useState<MessageRule>(() => ruleOf(rule));
  const [days, setDays] = useState(String(rule.days));
  const [language, setLanguage] = useState<Language>(f.language);
  const typedDays = readNumber(days);
  const isDays = typeof typedDays === 'number' && Number.isInteger(typedDays) && typedDays >= 0 && typedDays <= 60;
  const whole: MessageRule = { ...draft, days: isDays ? typedDays : rule.days };
  const preview = useQuery(api.messages.previewRule.queryOptions({ input: { code: rule.code, rule: useDeferredValue(whole) }, staleTime: Infinity, gcTime: 30_000, placeholderData: keepPreviousData }));
  const save = useMutation(
    api.messages.saveRule.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.messages.key() });
        toast({ text: t('messages:rule.saved') });
      },
    }),
  );
  const problems = preview.data?.problems ?? [];
  const isChanged = JSON.stringify(whole) !== JSON.stringify(ruleOf(rule));
  const send = (): void => {
    if (isChanged && isDays && !save.isPending) save.mutate({ code: rule.code, expectedVersion: rule.version, rule: whole });
  };
  useShortcut('Control+s', send, { inFields: true, label: t('common:action.save') });
  const change = (part: Partial<MessageRule>): void => setDraft({ ...draft, ...part });
  const text = draft[language];
  const say = (part: Partial<typeof text>): void => change({ [language]: { ...text, ...part } });
  const said = preview.data?.[language];
  return (
    <div className="messages-rules">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Sheet title={t(`messages:occasion.${rule.occasion}`)} note={rule.saved ? t('messages:rule.version', { version: rule.version, by: rule.saved.by, when: f.instant(rule.saved.at, 'short') }) : t('messages:rule.shipped')} padded>
          <div className="stack">
            <Checkbox label={t('messages:rule.isOn')} checked={draft.isOn} onChange={(event) => change({ isOn: event.target.checked })} />
            <Checkbox label={t('messages:rule.automatic')} checked={draft.automatic} disabled={draft.clinicalReason !== null} onChange={(event) => change({ automatic: event.target.checked })} />
            <p className="meta">{t('messages:rule.automaticHelp')}</p>
            <TextField label={t(rule.occasion === 'visit-to-book' ? 'messages:rule.daysBeforeWindow' : rule.occasion === 'before-visit' ? 'messages:rule.daysBefore' : 'messages:rule.daysAfter')} inputMode="numeric" maxLength={3} value={days} error={isDays ? undefined : t('messages:rule.daysWrong')} onChange={(event) => setDays(event.target.value)} />
            <FieldGroup label={t('messages:rule.channels')} help={t('messages:rule.channelsHelp')}>
              {messageChannel.options.map((channel) => (
                <Checkbox
                  key={channel}
                  label={t(`messages:channel.${channel}`)}
                  checked={draft.channels.includes(channel)}
                  onChange={(event) => {
                    const channels = messageChannel.options.filter((one) => (one === channel ? event.target.checked : draft.channels.includes(one)));
                    if (channels.length > 0) change({ channels });
                  }}
                />
              ))}
            </FieldGroup>
            {rule.occasion !== 'visit-to-book' && (
              <FieldGroup label={t('messages:rule.modalities')}>
                {visitModality.options.map((modality) => (
                  <Checkbox
                    key={modality}
                    label={t(`common:modality.${modality}`)}
                    checked={draft.modalities.includes(modality)}
                    onChange={(event) => {
                      const modalities = visitModality.options.filter((one) => (one === modality ? event.target.checked : draft.modalities.includes(one)));
                      if (modalities.length > 0) change({ modalities });
                    }}
                  />
                ))}
              </FieldGroup>
            )}
            <SegmentedField label={t('messages:rule.language')} options={(['fr', 'en'] as const).map((value) => ({ value, label: t(`common:language.${value}`) }))} value={language} onChange={setLanguage} />
            <TextField label={t('messages:rule.subject')} value={text.subject} maxLength={120} onChange={(event) => say({ subject: event.target.value })} />
            <TextArea label={t('messages:rule.body')} rows={9} value={text.body} maxLength={longestMessage.email} help={t('messages:rule.fields', { names: fields[language].map((name) => `{${name}}`).join(' ') })} onChange={(event) => say({ body: event.target.value })} />
            <TextArea label={t('messages:rule.sms')} rows={3} value={text.sms} maxLength={longestMessage.sms} onChange={(event) => say({ sms: event.target.value })} />
            {problems.map((problem) => (
              <FieldError key={`${problem.language} ${problem.part} ${problem.code} ${problem.name}`} text={wordsOf(t, problem)} />
            ))}
            <TextField label={t('messages:rule.clinical')} optional maxLength={300} value={draft.clinicalReason ?? ''} help={t('messages:rule.clinicalHelp', { names: clinical[language].map((name) => `{${name}}`).join(' ') })} onChange={(event) => change(event.target.value === '' ? { clinicalReason: null } : { clinicalReason: event.target.value, automatic: false })} />
            {save.isError && <ErrorNotice what={t('messages:rule.notSaved')} error={save.error} kept onRetry={send} />}
            <div className="row">
              <Button type="submit" tone="primary" keys="Control+s" disabled={!isChanged || !isDays || problems.length > 0 || save.isPending}>
                {t('common:action.save')}
              </Button>
              {isChanged && (
                <Button
                  tone="quiet"
                  onClick={() => {
                    setDraft(ruleOf(rule));
                    setDays(String(rule.days));
                  }}
                >
                  {t('common:action.cancel')}
                </Button>
              )}
            </div>
          </div>
        </Sheet>
        {rule.version > 0 && (
          <RuleVersions
            code={rule.code}
            onTake={(version) => {
              setDraft(ruleOf(version));
              setDays(String(version.days));
            }}
          />
        )}
      </form>
      <Sheet title={t('messages:rule.preview')} note={t('messages:rule.previewNote')} padded>
        <div className="stack" lang={language}>
          <div className="messages-body">
            <b>{said?.subject}</b>
            {`\n\n${said?.body ?? ''}`}
          </div>
          <div className="meta">{t('messages:channel.sms')}</div>
          <div className="messages-body">{said?.sms}</div>
        </div>
      </Sheet>
    </div>
  );
}

function ruleOf({ isOn, automatic, days, modalities, channels, fr, en, clinicalReason }: KeptMessageRule): MessageRule {
  return { isOn, automatic, days, modalities, channels, fr, en, clinicalReason };
}

/** What is wrong with a text, in words, and where. */
function wordsOf(t: ReturnType<typeof useTranslation<['messages', 'common']>>['t'], { language, part, code, name, nearest }: MessageTextProblem): string {
  const where = t('messages:rule.where', { part: t(`messages:rule.${part}`), language: t(`common:language.${language}`) });
  if (code === 'unknown-field') return nearest === null ? t('messages:problem.unknown', { where, name }) : t('messages:problem.nearest', { where, name, nearest });
  return t(`messages:problem.${code}`, { where, name });
}
