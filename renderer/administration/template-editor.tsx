import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index';
import { longestBody, type TemplateProblem } from '#contract/letters';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Field, FieldError } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useToast } from '../ui/toast.tsx';
import { TemplateVersions } from './template-versions.tsx';

export type Template = Outputs['letters']['templates']['templates'][number];

/** One template: its text with named fields at the left, the letter it gives for an invented request at the right. */
export function TemplateEditor({ template, fields }: { readonly template: Template; readonly fields: readonly string[] }): ReactElement {
  const { t } = useTranslation(['administration', 'common']);
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const area = useRef<HTMLTextAreaElement>(null);
  const { kind, language, version } = template;
  const [typed, setTyped] = useState<string | null>(null);
  const body = typed ?? template.body;
  const preview = useQuery(api.letters.previewTemplate.queryOptions({ input: { kind, language, body: useDeferredValue(body) }, staleTime: Infinity, gcTime: 30_000, placeholderData: keepPreviousData }));
  const save = useMutation(
    api.letters.saveTemplate.mutationOptions({
      onSuccess: async (_, sent) => {
        await queries.invalidateQueries({ queryKey: api.letters.key() });
        setTyped(null);
        toast({ text: t(sent.body === null ? 'administration:letters.restored' : 'administration:letters.saved') });
      },
    }),
  );
  const problems = preview.data?.problems ?? [];
  const isChanged = typed !== null && typed !== template.body;
  const send = (): void => {
    if (isChanged && body.trim() !== '' && !save.isPending) save.mutate({ kind, language, expectedVersion: version, body });
  };
  useShortcut('Control+s', send, { inFields: true, label: t('common:action.save') });
  const insert = (name: string): void => {
    const { selectionStart = body.length, selectionEnd = body.length } = area.current ?? {};
    setTyped(`${body.slice(0, selectionStart)}{${name}}${body.slice(selectionEnd)}`);
    area.current?.focus();
  };
  return (
    <div className="templates-columns">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Sheet title={t('administration:letters.text')} note={template.saved ? t('administration:letters.version', { version, by: template.saved.by, when: f.instant(template.saved.at, 'short') }) : t('administration:letters.shipped')} padded>
          <div className="stack">
            <Field label={t('administration:letters.body')} help={t('administration:letters.bodyHelp')}>
              {(ids) => <textarea {...ids} ref={area} className="input" rows={10} maxLength={longestBody} value={body} onChange={(event) => setTyped(event.target.value)} />}
            </Field>
            {problems.map((problem, index) => (
              <FieldError key={`${problem.code} ${String(index)}`} text={wordsOf(t, problem)} />
            ))}
            <div role="group" aria-label={t('administration:letters.fields')}>
              <div className="meta">{t('administration:letters.fields')}</div>
              <div className="row wrap">
                {fields.map((name) => (
                  <Button key={name} small tone="text" onClick={() => insert(name)}>
                    {`{${name}}`}
                  </Button>
                ))}
              </div>
            </div>
            {save.isError && <ErrorNotice what={t('administration:letters.notSaved')} error={save.error} kept onRetry={send} />}
            <div className="row">
              <Button type="submit" tone="primary" keys="Control+s" disabled={!isChanged || problems.length > 0 || save.isPending}>
                {t('common:action.save')}
              </Button>
              {isChanged && (
                <Button tone="quiet" onClick={() => setTyped(null)}>
                  {t('common:action.cancel')}
                </Button>
              )}
              {!template.isShipped && !isChanged && (
                <Button tone="quiet" icon="undo" onClick={() => save.mutate({ kind, language, expectedVersion: version, body: null })} disabled={save.isPending}>
                  {t('administration:letters.restore')}
                </Button>
              )}
            </div>
          </div>
        </Sheet>
        {version > 0 && <TemplateVersions kind={kind} language={language} onTake={setTyped} />}
      </form>
      <Sheet title={t('administration:letters.preview')} note={t('administration:letters.previewNote')} padded>
        <div className="templates-preview" lang={language}>
          {preview.data?.text}
        </div>
      </Sheet>
    </div>
  );
}

/** What is wrong with the text, in words; the known field a misspelt one resembles is named. */
function wordsOf(t: ReturnType<typeof useTranslation<['administration', 'common']>>['t'], { code, name, nearest }: TemplateProblem): string {
  if (code === 'unknown-field') return nearest === null ? t('administration:letters.problem.unknown', { name }) : t('administration:letters.problem.nearest', { name, nearest });
  return t(code === 'unclosed-field' ? 'administration:letters.problem.unclosed' : 'administration:letters.problem.stray');
}
