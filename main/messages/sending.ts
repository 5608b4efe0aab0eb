import type { SendOutcome } from '#contract/message-channels.ts';

/** A message on its way to the other side. */
export interface Outgoing {
  /** The same for every try: a server or provider that has it already can tell. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** How a try ended, and what the other side said (codes, its own words, a reference): never the message itself. */
export interface SendResult {
  readonly outcome: SendOutcome;
  readonly detail: string;
}

/** What the other side said, on one line and not too long. */
export function saidBriefly(...parts: readonly (string | number | null | undefined)[]): string {
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join(' ').replace(/\s+/g, ' ').slice(0, 200);
}
