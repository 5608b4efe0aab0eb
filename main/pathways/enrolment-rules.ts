/** The states of a person on a pathway, and the moves between them. Pure: in one phase at a time, by construction. */

export type Enrolment =
  | { readonly state: 'proposed' }
  | { readonly state: 'running'; readonly phase: string }
  | { readonly state: 'suspended'; readonly phase: string; readonly reason: string }
  | { readonly state: 'completed' }
  | { readonly state: 'left'; readonly reason: string };

export type EnrolmentMove =
  | { readonly move: 'include' }
  /** Enter the next phase: its gate is open. */
  | { readonly move: 'advance' }
  | { readonly move: 'suspend'; readonly reason: string }
  | { readonly move: 'resume' }
  | { readonly move: 'leave'; readonly reason: string };

/**
 * Where a move leads; null where it is not legal. `advance` from the last phase completes the pathway.
 *
 * @param phases codes, in their order
 */
export function moved(phases: readonly string[], enrolment: Enrolment, move: EnrolmentMove): Enrolment | null {
  switch (move.move) {
    case 'include': {
      const [first] = phases;
      return enrolment.state === 'proposed' && first !== undefined ? { state: 'running', phase: first } : null;
    }
    case 'advance': {
      if (enrolment.state !== 'running') return null;
      const at = phases.indexOf(enrolment.phase);
      const next = phases[at + 1];
      if (at === -1) return null;
      return next === undefined ? { state: 'completed' } : { state: 'running', phase: next };
    }
    case 'suspend':
      return enrolment.state === 'running' ? { state: 'suspended', phase: enrolment.phase, reason: move.reason } : null;
    case 'resume':
      return enrolment.state === 'suspended' ? { state: 'running', phase: enrolment.phase } : null;
    case 'leave':
      return enrolment.state === 'completed' || enrolment.state === 'left' ? null : { state: 'left', reason: move.reason };
  }
}
