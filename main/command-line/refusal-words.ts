import { declaredErrors } from '#contract/errors.ts';
import type { Language } from '#contract/values.ts';
import type { z } from 'zod';
import type { DeclaredError } from '../platform/declared-error.ts';
import { messageIn, type MessageKey } from './messages.ts';

type WithData = 'INVALID' | 'AWAY' | 'DUPLICATE' | 'ILLEGAL_STATE';

/** What a refusal carries, as its code declares it. */
const dataOf = <Code extends WithData>(code: Code, data: unknown): z.infer<(typeof declaredErrors)[Code]['data']> => declaredErrors[code].data.parse(data) as z.infer<(typeof declaredErrors)[Code]['data']>;

/** What is wrong with a value, in words; another code is told as it is. */
const issueWords: Readonly<Record<string, MessageKey>> = { IN_THE_PAST: 'refused.past', OUTSIDE_HOURS: 'refused.outsideHours', MODALITY: 'refused.modality', DECEASED: 'refused.deceased', UNKNOWN: 'refused.unknown', REQUIRED: 'refused.required' };

/** What an expected refusal says to somebody at a terminal: why, and what to do where there is something to do. */
export function refusalIn(language: Language, { code, data }: DeclaredError): string {
  const say = messageIn(language);
  switch (code) {
    case 'SLOT_TAKEN':
      return say('refused.slotTaken');
    case 'AWAY':
      return say('refused.away', { what: dataOf('AWAY', data).away.map(({ kind, words, holiday }) => holiday?.[language] ?? words ?? kind).join(', ') });
    case 'DUPLICATE': {
      const { field } = dataOf('DUPLICATE', data);
      return field === 'templateId' ? say('refused.planRuns') : say('refused.duplicate', { field });
    }
    case 'ILLEGAL_STATE': {
      const { state } = dataOf('ILLEGAL_STATE', data);
      return state === 'deceased' ? say('refused.deceased') : say('refused.state', { state });
    }
    case 'INVALID':
      return say('refused.invalid', { issues: dataOf('INVALID', data).issues.map(({ path, code: what }) => `${path}, ${Object.hasOwn(issueWords, what) ? say(issueWords[what] ?? 'refused') : what}`).join('; ') });
    case 'NOT_FOUND':
      return say('refused.notFound');
    case 'RESTRICTED':
      return say('refused.restricted');
    case 'REASON_REQUIRED':
      return say('refused.reason');
    default:
      return say('refused', { code });
  }
}
