import { id, instant, localDateTime, visitModality } from '#contract/values.ts';
import { instantAt } from '../appointments/wall-time.ts';
import type { OpenClinic } from '../clinics/open-clinic.ts';
import { commandLineCaller } from '../users/caller.ts';
import { openForWriting, recordCommand } from './clinic-access.ts';
import { type Command, CommandError, MisuseError, readOptions, required, wholeNumber } from './command.ts';
import { messageIn } from './messages.ts';
import { patientOf } from './named-patient.ts';
import { passphraseOption } from './passphrase.ts';

const optionNames = { clinic: { type: 'string' }, patient: { type: 'string' }, referral: { type: 'string' }, professional: { type: 'string' }, start: { type: 'string' }, minutes: { type: 'string', default: '30' }, modality: { type: 'string', default: 'IN_PERSON' } } as const;

/** Books one place that was chosen; judged as on the screen. */
export const bookCommand: Command = {
  usage: '--patient ID|NUMBER [--referral ID] --professional ID --start TIME [--minutes N] [--modality MODALITY] --clinic DIR [--passphrase-file FILE] [--json]',
  summary: 'book.summary',
  help: ['book.help.place', 'book.help.judged', 'help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values } = readOptions(args, { ...passphraseOption, ...optionNames });
    const directory = required('--clinic', values.clinic);
    const [patient, practitionerId, start] = [required('--patient', values.patient), required('--professional', values.professional), required('--start', values.start)];
    const modality = visitModality.safeParse(values.modality);
    if (!modality.success) throw new MisuseError('wrongChoice', { option: '--modality', choices: visitModality.options.join(', ') });
    if (!id.safeParse(practitionerId).success || (values.referral !== undefined && !id.safeParse(values.referral).success)) throw new MisuseError('slots.wrongReferral');
    if (!instant.safeParse(start).success && !localDateTime.safeParse(start).success) throw new MisuseError('book.wrongStart');
    const minutes = wholeNumber('--minutes', values.minutes, { min: 5, max: 240 });
    const clinic = await openForWriting({ directory, passphraseFile: values['passphrase-file'] }, terminal, ports);
    try {
      const startsAt = startOf(clinic, start);
      await recordCommand(clinic, 'book', terminal);
      const visit = await clinic.services.booking.book(commandLineCaller, {
        appointmentId: ports.newId(), patientId: await patientOf(clinic, patient), referralId: values.referral ?? null, practitionerId, startsAt, minutes, modality: modality.data, patientZone: null, reason: null, consent: null,
      });
      const say = messageIn(terminal.language);
      return { json: visit, lines: [say('book.done', { when: visit.localStart, who: visit.professionalName, id: visit.id })], exitCode: 0 };
    } finally {
      await clinic.store.close();
    }
  },
};

/** The instant written, or that of a wall time of the clinic. @throws CommandError for a time the change of the clock skips */
function startOf(clinic: OpenClinic, text: string): string {
  if (instant.safeParse(text).success) return text;
  const startsAt = instantAt(text, clinic.summary.timeZone);
  if (startsAt === null) throw new CommandError('book.skippedHour');
  return startsAt;
}
