import { createClinicInput } from '#contract/session.ts';
import { clinicCode } from '../clinics/clinic-code.ts';
import { createClinic } from '../clinics/clinic-creation.ts';
import { openClinic } from '../clinics/open-clinic.ts';
import { StoreUnreadableError } from '../platform/database/open-database.ts';
import { judgePassword } from '../users/password-strength.ts';
import { recordCommand } from './clinic-access.ts';
import { type Command, CommandError, MisuseError, readOptions, required } from './command.ts';
import { messageIn } from './messages.ts';
import { passphraseOption, readPassphrase, readSecretFile } from './passphrase.ts';

const settings = createClinicInput.omit({ administrator: true });

/** Makes a clinic for a server: data key, passphrase, recovery key; its first administrator is made in the page. */
export const initCommand: Command = {
  usage: '--clinic DIR --name NAME --passphrase-file FILE [--database-file FILE] [--setting …] [--country CA|FR] [--region CODE] [--zone ZONE] [--language fr|en] [--json]',
  summary: 'init.summary',
  help: ['init.help.database', 'init.help.settings', 'init.help.recovery', 'help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values } = readOptions(args, {
      ...passphraseOption,
      clinic: { type: 'string' },
      name: { type: 'string' },
      'database-file': { type: 'string' },
      setting: { type: 'string', default: 'private-office' },
      country: { type: 'string', default: 'CA' },
      region: { type: 'string' },
      zone: { type: 'string', default: 'America/Toronto' },
      language: { type: 'string', default: 'fr' },
    });
    const say = messageIn(terminal.language);
    const directory = required('--clinic', values.clinic);
    const name = required('--name', values.name);
    const passphrase = readPassphrase(values['passphrase-file'], terminal);
    if (passphrase === undefined) throw new MisuseError('passphraseMissing');
    const connectionString = values['database-file'] === undefined ? undefined : readSecretFile(values['database-file']).trim();
    const clinic = settings.safeParse({ name, setting: values.setting, country: values.country, region: values.region ?? null, timeZone: values.zone, language: values.language });
    if (!clinic.success) throw new MisuseError('wrongSetting', { field: clinic.error.issues.map((issue) => issue.path.join('.')).join(', ') });
    if (!(await judgePassword(passphrase, [name])).acceptable) terminal.tell(say('init.weakPassphrase'));

    const created = await createClinic(
      directory,
      { clinic: { ...clinic.data, demonstration: false }, passphrase, ...(connectionString === undefined ? {} : { connectionString }) },
      ports,
    ).catch((error: unknown) => {
      throw error instanceof StoreUnreadableError && error.reason === 'already-open' ? new CommandError('init.notEmpty', { directory }) : error;
    });
    try {
      const open = await openClinic(created.store, ports);
      await recordCommand(open, 'init', terminal, { engine: created.keyring.engine });
    } finally {
      await created.store.close();
    }
    const { clinicId, engine } = created.keyring;
    const json = { clinicId, clinicCode: clinicCode(clinicId), name, directory, engine, createdAt: created.createdAt, recoveryKey: created.recoveryKey };
    return {
      json,
      lines: [
        say('init.done', { name, directory }),
        say('init.ids', { clinicId, clinicCode: json.clinicCode }),
        say('init.recoveryKey', { key: created.recoveryKey.join(' ') }),
        say('init.keepIt'),
        say('init.next', { directory }),
      ],
      exitCode: 0,
    };
  },
};
