import { insertPreference } from '../../messages/contact-repository.ts';
import { shippedRules } from '../../messages/message-content.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import type { Services } from '../../services.ts';
import type { Caller } from '../../users/caller.ts';
import type { SeededRandom } from './random.ts';
import type { SeededPatient } from './seeded-patients.ts';
import type { Timeline } from './timeline.ts';

/** Rules the demonstration has switched on. */
const switchedOn: readonly string[] = ['reminder', 'no-show'];

/** What people of the demonstration said of messages: half of them agree to e-mails, some to SMS, a few want no letter. */
export async function writePreferences(db: WriteExecutor, people: readonly SeededPatient[], { random, timeline, newId, userId }: { readonly random: SeededRandom; readonly timeline: Timeline; readonly newId: () => string; readonly userId: string }): Promise<void> {
  for (const { patient, knownForDays } of people) {
    const draw = random.for(`messages ${patient.id}`);
    const now = timeline.at(timeline.day(-Math.min(knownForDays, draw.whole(1, 200))), '10:00');
    if (draw.chance(0.5)) await insertPreference(db, { id: newId(), patientId: patient.id, channel: 'email', wants: true, note: '', now, userId });
    if (draw.chance(0.2)) await insertPreference(db, { id: newId(), patientId: patient.id, channel: 'sms', wants: draw.chance(0.8), note: '', now, userId });
    if (draw.chance(0.02)) await insertPreference(db, { id: newId(), patientId: patient.id, channel: 'letter', wants: false, note: '', now, userId });
  }
}

/** Reminders of the coming days, prepared; nothing is sent, and no way of sending is switched on. */
export async function prepareMessages({ messageRules, messagePreparation }: Services, caller: Caller): Promise<void> {
  for (const { code, occasion: _occasion, version, saved: _saved, ...rule } of shippedRules.filter((one) => switchedOn.includes(one.code))) await messageRules.saveRule(caller, { code, expectedVersion: version, rule: { ...rule, isOn: true } });
  await messagePreparation.prepare(caller.userId);
}
