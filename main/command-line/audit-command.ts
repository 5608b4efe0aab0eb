import { verifyAuditTrail } from '../audit/audit-verification.ts';
import { readAuditHeads } from '../platform/store/audit-heads-file.ts';
import { openForReading } from './clinic-access.ts';
import { type Command, MisuseError, readOptions, required } from './command.ts';
import { messageIn } from './messages.ts';
import { passphraseOption } from './passphrase.ts';

/** Walks the audit trail and says whether it is whole; names the first row that is not. */
export const auditCommand: Command = {
  usage: 'verify --clinic DIR [--passphrase-file FILE] [--json]',
  summary: 'audit.summary',
  help: ['audit.help', 'help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values, positionals } = readOptions(args, { ...passphraseOption, clinic: { type: 'string' } }, { positionals: true });
    if (positionals.length !== 1 || positionals[0] !== 'verify') throw new MisuseError('wrongOption', { word: positionals.join(' ') || 'audit' });
    const directory = required('--clinic', values.clinic);
    const clinic = await openForReading({ directory, passphraseFile: values['passphrase-file'] }, terminal, ports);
    try {
      const { dataKey } = clinic.store;
      const earlier = readAuditHeads(clinic.store.directory, dataKey);
      const { rows, head, broken } = await clinic.store.unitOfWork.read((db) => verifyAuditTrail(db, dataKey, earlier.heads));
      const say = messageIn(terminal.language);
      const found = broken ? say(`audit.${broken.kind}`, { seq: broken.seq }) : say('audit.whole', { rows });
      return {
        json: { ok: broken === null, rows, head, broken, earlierHeads: { state: earlier.state, count: earlier.heads.length } },
        lines: [found, say(`audit.heads.${earlier.state}`, { count: earlier.heads.length })],
        exitCode: broken ? 1 : 0,
      };
    } finally {
      await clinic.store.close();
    }
  },
};
