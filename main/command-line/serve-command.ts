import { createApp } from '../app.ts';
import { serveUntilStopped } from '../server/serve.ts';
import { keyringOf } from './clinic-access.ts';
import { type Command, CommandError, readOptions, required, wholeNumber } from './command.ts';
import { passphraseFor, passphraseOption } from './passphrase.ts';

/** Serves one clinic on this computer's loopback. With the passphrase the store is opened at once and stays open between people. */
export const serveCommand: Command = {
  usage: '--clinic DIR [--port P] [--passphrase-file FILE] [--json]',
  summary: 'serve.summary',
  help: ['serve.help.port', 'serve.help.passphrase'],
  run: async ({ args, terminal, ports }) => {
    const { values } = readOptions(args, { ...passphraseOption, clinic: { type: 'string' }, port: { type: 'string', default: '0' } });
    const directory = required('--clinic', values.clinic);
    const port = wholeNumber('--port', values.port, { min: 0, max: 65_535 });
    const keyring = keyringOf(directory);
    const passphrase = passphraseFor(keyring, values['passphrase-file'], terminal);

    const app = createApp(ports, { directory });
    if (passphrase !== undefined) {
      if (!keyring.slots.some((slot) => slot.kind === 'passphrase')) throw new CommandError('noPassphraseSlot');
      if (!(await app.host.unlockWithPassphrase(passphrase))) throw new CommandError('wrongPassphrase');
      app.sessions.keepOpen = true;
    }
    try {
      await serveUntilStopped(app, {
        port,
        ready: (host) => terminal.out(values.json ? JSON.stringify({ address: host.address, port: host.port }) : `Relais: ${host.address}`),
      });
    } catch (error) {
      await app.close();
      if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) throw new CommandError('serve.portTaken', { port }, { cause: error });
      throw error;
    }
    return { json: undefined, lines: [], exitCode: 0 };
  },
};
