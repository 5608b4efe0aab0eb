import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { signedText } from '../../main/electron/update-signature.ts';

/**
 * `node build/package/sign-update.ts KEY.pem FILE.yml…`: signs what electron-builder says of a version (`latest*.yml`), with
 * the Ed25519 key whose public half was packed (`RELAIS_UPDATE_KEY`, base64 of its SPKI form). An unsigned version is refused.
 */
const [keyFile, ...files] = process.argv.slice(2);
if (keyFile === undefined || files.length === 0) {
  process.stderr.write('node build/package/sign-update.ts KEY.pem FILE.yml…\n');
  process.exitCode = 2;
} else {
  const key = createPrivateKey(readFileSync(keyFile));
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replace(/^signature: .*\n?/m, '');
    const version = /^version: (\S+)$/m.exec(text)?.[1] ?? '';
    const signed = [...text.matchAll(/^ {2}- url: (\S+)\n {4}sha512: (\S+)$/gm)].map(([, url = '', sha512 = '']) => ({ url, sha512 }));
    if (version === '' || signed.length === 0) throw new Error(`${file} describes no version.`);
    writeFileSync(file, `${text.trimEnd()}\nsignature: ${sign(null, signedText({ version, files: signed }), key).toString('base64')}\n`);
  }
}
