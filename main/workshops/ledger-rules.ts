import type { Fee, FeeKind, LedgerState } from '#contract/workshops.ts';

/** What is owed for workshops, travel and phases. Pure: whole cents, civil dates. */

/** The fee of a kind in force on a day, with its amount; undefined where none is set: nothing is owed then. */
export function feeOn(fees: readonly Fee[], kind: FeeKind, on: string, of: { readonly pathway: string; readonly phase: string | null }): (Fee & { readonly amountCents: number }) | undefined {
  const fits = (one: Fee): one is Fee & { readonly amountCents: number } =>
    one.kind === kind && one.amountCents !== null && one.validFrom <= on && (one.validTo === null || on <= one.validTo) && (one.pathway === null || one.pathway === of.pathway) && (one.phase === null || one.phase === of.phase);
  // The closest to the case: of the pathway rather than of all; then the last to begin.
  return fees.filter(fits).sort((one, other) => Number(other.pathway !== null) - Number(one.pathway !== null) || (one.validFrom > other.validFrom ? -1 : 1))[0];
}

export interface HeldWorkshop {
  readonly id: string;
  readonly practitionerId: string;
  readonly pathway: string;
  readonly heldOn: string;
  readonly kilometres: number | null;
}

export interface OwedLine {
  readonly practitionerId: string | null;
  readonly kind: FeeKind;
  readonly feeCode: string;
  readonly origin: string;
  readonly quantity: number;
  readonly cents: number;
  readonly on: string;
}

/** Kilometres by an amount a kilometre, to the nearest cent, half a cent up. */
export function travelCents(kilometres: number, centsEach: number): number {
  return Math.round(Math.round(kilometres * 100) * centsEach / 100);
}

/**
 * Flat fees for workshops: every so many one nurse held on one pathway, in the order of their days, owe one amount, on the day of
 * the last of them. What is left over waits for the next.
 *
 * @param workshops everything held so far, not only what is new: the groups are counted from the first
 */
export function sessionLines(workshops: readonly HeldWorkshop[], fees: readonly Fee[]): { readonly lines: readonly OwedLine[]; readonly unpriced: readonly string[] } {
  const groups = new Map<string, HeldWorkshop[]>();
  for (const one of [...workshops].sort((a, b) => (a.heldOn === b.heldOn ? (a.id < b.id ? -1 : 1) : a.heldOn < b.heldOn ? -1 : 1))) {
    const key = `${one.practitionerId} ${one.pathway}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const lines: OwedLine[] = [];
  const unpriced: string[] = [];
  for (const held of groups.values()) {
    let open: HeldWorkshop[] = [];
    for (const one of held) {
      const fee = feeOn(fees, 'sessions', one.heldOn, { pathway: one.pathway, phase: null });
      if (!fee) {
        unpriced.push(one.id);
        continue;
      }
      open = [...open, one];
      if (open.length < fee.every) continue;
      lines.push({ practitionerId: one.practitionerId, kind: 'sessions', feeCode: fee.code, origin: `sessions:${open.map(({ id }) => id).join(',')}`, quantity: open.length, cents: fee.amountCents, on: one.heldOn });
      open = [];
    }
  }
  return { lines, unpriced };
}

/** Travel of each workshop whose kilometres were said, where a kilometre has an amount. */
export function travelLines(workshops: readonly HeldWorkshop[], fees: readonly Fee[]): readonly OwedLine[] {
  return workshops.flatMap(({ id, practitionerId, pathway, heldOn, kilometres }) => {
    const fee = feeOn(fees, 'travel', heldOn, { pathway, phase: null });
    if (!fee || kilometres === null || kilometres === 0) return [];
    return [{ practitionerId, kind: 'travel' as const, feeCode: fee.code, origin: `travel:${id}`, quantity: kilometres, cents: travelCents(kilometres, fee.amountCents), on: heldOn }];
  });
}

export interface EnteredPhase {
  readonly enrolmentId: string;
  readonly pathway: string;
  readonly phase: string;
  readonly on: string;
}

/** The bundle of each phase somebody entered. */
export function bundleLines(entered: readonly EnteredPhase[], fees: readonly Fee[]): readonly OwedLine[] {
  return entered.flatMap(({ enrolmentId, pathway, phase, on }) => {
    const fee = feeOn(fees, 'bundle', on, { pathway, phase });
    return fee ? [{ practitionerId: null, kind: 'bundle' as const, feeCode: fee.code, origin: `bundle:${enrolmentId}:${phase}`, quantity: 1, cents: fee.amountCents, on }] : [];
  });
}

export const ledgerMoves = ['approve', 'pay', 'cancel', 'correct', 'replace'] as const;
export type LedgerMove = (typeof ledgerMoves)[number];

interface Standing {
  readonly state: LedgerState;
  readonly kind: FeeKind | 'correction';
  readonly isCorrected: boolean;
  /** Its counter-line belongs to a workshop that was not held: nothing is owed in its place. */
  readonly isVoid: boolean;
  readonly isReplaced: boolean;
}

/** What may be done with a line: paid is for good, but for one counter-line, and one other amount in its place. */
export function movesOf({ state, kind, isCorrected, isVoid, isReplaced }: Standing): LedgerMove[] {
  if (state === 'due') return ['approve', 'cancel'];
  if (state === 'approved') return ['pay', 'cancel'];
  if (state !== 'paid' || kind === 'correction') return [];
  if (!isCorrected) return ['correct'];
  return isVoid || isReplaced ? [] : ['replace'];
}

/** What a line is written for, told apart from lines that were voided with the same: `travel:a`, then `travel:a@2`. */
export function freshOrigin(origin: string, taken: ReadonlySet<string>): string {
  let fresh = origin;
  for (let time = 2; taken.has(fresh); time += 1) fresh = `${origin}@${time}`;
  return fresh;
}

/** What it was written for the first time. */
export const baseOrigin = (origin: string): string => origin.replace(/@\d+$/, '');

/** The workshops a line was written for. */
export function workshopsOf(origin: string): readonly string[] {
  const [kind, of = ''] = baseOrigin(origin).split(':');
  return kind === 'sessions' || kind === 'travel' ? of.split(',') : [];
}

/** The state a move leads to; null where it is not legal. */
export function movedTo(line: Standing, move: Exclude<LedgerMove, 'correct' | 'replace'>): LedgerState | null {
  if (!movesOf(line).includes(move)) return null;
  return move === 'approve' ? 'approved' : move === 'pay' ? 'paid' : 'cancelled';
}

/** The sum of each state, in cents. */
export function sumsOf(lines: readonly { readonly state: LedgerState; readonly cents: number }[]): Record<LedgerState, number> {
  const sums: Record<LedgerState, number> = { due: 0, approved: 0, paid: 0, cancelled: 0 };
  for (const { state, cents } of lines) sums[state] += cents;
  return sums;
}

/** Two amounts of the same fee in force on one day make it unclear what is owed. */
export function overlapping(fees: readonly Fee[]): readonly number[] {
  const same = (one: Fee, other: Fee): boolean => one.kind === other.kind && one.pathway === other.pathway && one.phase === other.phase;
  return fees.flatMap((one, index) => (fees.some((other, before) => before < index && same(one, other) && one.validFrom <= (other.validTo ?? '9999-12-31') && other.validFrom <= (one.validTo ?? '9999-12-31')) ? [index] : []));
}
