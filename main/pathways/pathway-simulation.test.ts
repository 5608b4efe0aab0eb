import { describe, expect, test } from 'vitest';
import { builtInPathways, toxicityGradings } from './pathway-content.ts';
import { simulatePathway } from './pathway-simulation.ts';

const sum = (counts: ReadonlyMap<unknown, number>): number => [...counts.values()].reduce((all, one) => all + one, 0);

describe.each(builtInPathways)('made-up people on $id', ({ body }) => {
  const toxicity = body.toxicity === null ? null : toxicityGradings.get(body.toxicity)!;
  const flow = simulatePathway(body, toxicity, { patients: 300, seed: 5 });

  test('the same seed gives the same flow, another gives another', () => {
    expect(simulatePathway(body, toxicity, { patients: 300, seed: 5 })).toEqual(flow);
    expect(simulatePathway(body, toxicity, { patients: 300, seed: 6 })).not.toEqual({ ...flow, seed: 6 });
  });

  test('nobody is lost on the way, nobody is in a phase without the one before', () => {
    expect(sum(flow.keptOut) + flow.included).toBe(300);
    expect(sum(flow.left) + flow.completed + flow.unfinished).toBe(flow.included);
    expect(flow.phases.map(({ entered }) => entered)).toEqual(flow.phases.map(({ entered }) => entered).toSorted((one, other) => other - one));
    expect(flow.phases[0]?.entered).toBe(flow.included);
    expect(flow.completed).toBeGreaterThan(0);
  });

  test('people wait at gates, for conditions the definition names', () => {
    for (const { code, waitedFor } of flow.phases) {
      const gate = body.phases.find((one) => one.code === code)!.gate.map((one) => one.code);
      for (const condition of waitedFor.keys()) expect(gate).toContain(condition);
    }
  });
});

test('doses at home are held by the checklist and by toxicity', () => {
  const { body } = builtInPathways.find(({ id }) => id === 'home-immunotherapy')!;
  const flow = simulatePathway(body, toxicityGradings.get('immune-related')!, { patients: 300, seed: 5 });
  expect(flow.doses.get('home')).toBeGreaterThan(flow.held['no-go'].get('symptoms')!);
  expect(flow.held.hold.get('validation')).toBeGreaterThan(0);
  expect(flow.suspensions).toBeGreaterThan(0);
});
