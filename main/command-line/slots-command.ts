import { roles } from '#contract/permissions.ts';
import { id, isoDate, visitModality } from '#contract/values.ts';
import { commandLineCaller } from '../users/caller.ts';
import { openForReading } from './clinic-access.ts';
import { type Command, MisuseError, readOptions, required, wholeNumber } from './command.ts';
import { messageIn } from './messages.ts';
import { patientOf } from './named-patient.ts';
import { passphraseOption } from './passphrase.ts';
import { modalityIn, placeIn, reasonIn } from './slot-words.ts';

/** Before any day of a clinic: places are looked for from today on. */
const longAgo = '2000-01-01';

const optionNames = { clinic: { type: 'string' }, patient: { type: 'string' }, referral: { type: 'string' }, role: { type: 'string' }, modality: { type: 'string' }, from: { type: 'string' }, days: { type: 'string', default: '60' }, limit: { type: 'string', default: '20' } } as const;

/** The best places for a referral or a patient, with the reasons of each; books nothing. */
export const slotsCommand: Command = {
  usage: '--referral ID | --patient ID|NUMBER [--role ROLE] [--modality MODALITY] [--from DATE] [--days N] [--limit N] --clinic DIR [--passphrase-file FILE] [--json]',
  summary: 'slots.summary',
  help: ['slots.help.whom', 'slots.help.what', 'slots.help.columns', 'help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values } = readOptions(args, { ...passphraseOption, ...optionNames });
    const directory = required('--clinic', values.clinic);
    const { patient, referral, role, modality, from } = values;
    if ((patient === undefined) === (referral === undefined)) throw new MisuseError('missingOption', { option: '--referral | --patient' });
    if (referral !== undefined && !id.safeParse(referral).success) throw new MisuseError('slots.wrongReferral');
    if (role !== undefined && role !== 'any' && !roles.some((one) => one === role)) throw new MisuseError('wrongChoice', { option: '--role', choices: `any, ${roles.join(', ')}` });
    if (modality !== undefined && !visitModality.safeParse(modality).success) throw new MisuseError('wrongChoice', { option: '--modality', choices: visitModality.options.join(', ') });
    if (from !== undefined && !isoDate.safeParse(from).success) throw new MisuseError('slots.wrongDate');
    const [days, limit] = [wholeNumber('--days', values.days, { min: 1, max: 190 }), wholeNumber('--limit', values.limit, { min: 1, max: 100 })];
    const say = messageIn(terminal.language);
    const clinic = await openForReading({ directory, passphraseFile: values['passphrase-file'] }, terminal, ports);
    try {
      const found = await clinic.services.slots.best(commandLineCaller, {
        referralId: referral ?? null, patientId: patient === undefined ? null : await patientOf(clinic, patient), practitionerId: null, role: role ?? null, modality: modality === undefined ? null : visitModality.parse(modality), minutes: null,
        from: from ?? longAgo, days, limit,
      });
      const lines = found.slots.map((slot) =>
        [
          slot.localStart, `${slot.minutes} min`, modalityIn(terminal.language, slot.modality), placeIn(terminal.language, slot, clinic.summary.timeZone), slot.professionalName, String(slot.points),
          slot.reasons.map((one) => reasonIn(terminal.language, one)).join('; '), slot.practitionerId, slot.startsAt,
        ].join('\t'),
      );
      return { json: found, lines: lines.length === 0 ? [say('slots.none', { date: found.searchedUntil })] : lines, exitCode: 0 };
    } finally {
      await clinic.store.close();
    }
  },
};
