import type { ReactElement } from 'react';
import type { JudgedCredential } from '#contract/credentials.ts';
import { Chip } from '../ui/chip.tsx';
import { useTrainingWords } from './use-training-words.ts';

const looks = {
  held: { tone: 'ok', icon: 'check' },
  expiring: { tone: 'warn', icon: 'clock' },
  expired: { tone: 'danger', icon: 'alert' },
  short: { tone: 'warn', icon: 'minus' },
  none: { tone: 'plain', icon: undefined },
} as const;

/** How somebody stands with a kind of training: a word, an icon, and until when. */
export function StandingChip({ judged, withName = false }: { readonly judged: JudgedCredential; readonly withName?: boolean }): ReactElement {
  const words = useTrainingWords();
  const { tone, icon } = looks[judged.standing];
  return (
    <Chip tone={tone} icon={icon}>
      {[withName && words.of(judged.label), words.standing(judged)].filter(Boolean).join(' · ')}
    </Chip>
  );
}
