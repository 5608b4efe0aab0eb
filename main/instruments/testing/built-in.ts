import type { GivenInputs, InputProblem, ScoreResult } from '#contract/instruments.ts';
import { builtInInstruments, type InstrumentContent } from '../instrument-content.ts';
import { score } from '../score-rules.ts';

/** An instrument bundled with the program. */
export function instrument(id: string): InstrumentContent {
  const found = builtInInstruments.find((one) => one.id === id);
  if (!found) throw new Error(`no instrument ${id}`);
  return found;
}

/** Its score, when what is given is accepted. */
export function scored(id: string, given: GivenInputs): ScoreResult {
  const answer = score(instrument(id), given);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.result;
}

/** What is wrong with what is given. */
export function refused(id: string, given: GivenInputs): readonly InputProblem[] {
  const answer = score(instrument(id), given);
  return answer.ok ? [] : answer.problems;
}
