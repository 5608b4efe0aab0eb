import type { DeclaredErrorCode } from '#contract/errors.ts';
import type { LogFacts } from '../../ports.ts';
import type { Change } from '../database/change-feed.ts';

/** What the long-work thread is given at its start. */
export interface LongWorkOrder {
  readonly directory: string;
  readonly dataKey: Uint8Array;
  readonly dataDirectory: string;
  readonly job: { readonly id: string; readonly kind: string; readonly input: unknown };
}

export type ToWorker = { readonly kind: 'stop' };

export type FromWorker =
  | { readonly kind: 'step'; readonly step: unknown }
  | { readonly kind: 'log'; readonly level: 'info' | 'warn'; readonly event: string; readonly facts: LogFacts }
  | { readonly kind: 'changes'; readonly changes: readonly Change[] }
  /** An expected outcome: what was asked for is gone, or may not be. */
  | { readonly kind: 'refused'; readonly code: DeclaredErrorCode; readonly data: unknown }
  | { readonly kind: 'done'; readonly result: unknown };
