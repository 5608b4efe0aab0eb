import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

interface NobodyFoundProps {
  readonly text: string;
  readonly onClear: (() => void) | undefined;
  readonly onRegister: (() => void) | undefined;
}

/** An empty registry, or one nobody answers in, and what one does then. */
export function NobodyFound({ text, onClear, onRegister }: NobodyFoundProps): ReactElement {
  const { t } = useTranslation(['patients', 'registry']);
  if (onClear) {
    return (
      <EmptyState
        sentence={text === '' ? t('registry:noMatch.sentence') : t('registry:noMatch.withText', { text })}
        hint={t('registry:noMatch.hint')}
        action={<Button onClick={onClear}>{t('registry:clear')}</Button>}
      />
    );
  }
  if (text === '') {
    return (
      <EmptyState
        sentence={t('registry.empty.sentence')}
        hint={t('registry.empty.hint')}
        action={
          onRegister && (
            <Button tone="primary" icon="plus" keys="n" onClick={onRegister}>
              {t('registry.new')}
            </Button>
          )
        }
      />
    );
  }
  return (
    <EmptyState
      sentence={t('registry.noMatch.sentence', { text })}
      hint={t('registry.noMatch.hint')}
      action={
        onRegister && (
          <Button tone="primary" icon="plus" keys="n" onClick={onRegister}>
            {t('registry.noMatch.register')}
          </Button>
        )
      }
    />
  );
}
