import type { Services } from '../../services.ts';
import type { Caller } from '../../users/caller.ts';
import type { SeededRandom } from './random.ts';
import type { Timeline } from './timeline.ts';

const themes = ['Comprendre le traitement', 'Reconnaître les effets et qui appeler', 'Injection et conservation', 'Infection, vaccins, voyages'] as const;
/** Days from today of each workshop; those before today were held. */
const days = [-47, -33, -19, -6, 12];

interface Making {
  readonly services: Services;
  readonly timeline: Timeline;
  readonly caller: Caller;
  readonly random: SeededRandom;
  readonly newId: () => string;
}

/** Workshops for people on pathways, held and to come, with what is owed for them: the older paid. */
export async function holdWorkshops({ services, timeline, caller, random, newId }: Making): Promise<void> {
  const draw = random.for('workshops');
  for (const { pathway, code } of (await services.workshops.choices(caller, { act: null, on: timeline.today })).acts) {
    for (const [index, offset] of days.entries()) {
      const plannedOn = timeline.day(offset);
      const { leaders, people } = await services.workshops.choices(caller, { act: { pathway, code }, on: plannedOn });
      const [leader] = leaders;
      const expected = people.slice(index, index + 3).map(({ enrolmentId }) => enrolmentId);
      if (!leader || expected.length === 0) continue;
      const workshopId = newId();
      await services.workshops.plan(caller, { workshopId, pathway, act: code, practitionerId: leader.practitionerId, theme: themes[index % themes.length] ?? themes[0], place: 'Salle de réunion', plannedOn, enrolmentIds: expected });
      if (offset >= 0) continue;
      const attendance = expected.map((enrolmentId) => {
        const attended = draw.chance(0.85);
        const before = draw.whole(30, 65);
        return { enrolmentId, attended, scoreBefore: attended ? before : null, scoreAfter: attended ? before + draw.whole(5, 30) : null, satisfaction: attended ? draw.whole(3, 5) : null, note: '' };
      });
      await services.workshops.hold(caller, { workshopId, expectedVersion: 1, heldOn: plannedOn, kilometres: draw.whole(0, 30), attendance });
    }
  }
  await services.ledger.prepare(caller, { month: timeline.today.slice(0, 7) });
  for (const month of new Set(days.filter((offset) => offset < -10).map((offset) => timeline.day(offset).slice(0, 7)))) {
    for (const { id, version } of (await services.ledger.ledger({ month })).lines.slice(0, 1)) {
      await services.ledger.moveLine(caller, { lineId: id, expectedVersion: version, move: 'approve', reason: '' });
      await services.ledger.moveLine(caller, { lineId: id, expectedVersion: version + 1, move: 'pay', reason: '' });
    }
  }
}
