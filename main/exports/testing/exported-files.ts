import type { ExportContent, ExportFormat } from '#contract/exports.ts';
import type { TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';

/** What an export of one person holds, file by file. */
export async function exportedFiles(clinic: TestClinic, caller: Caller, { patientId, format, contents }: { readonly patientId: string; readonly format: ExportFormat; readonly contents: ExportContent[] }): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  await clinic.services.exports.writeFiles(caller, { scope: { kind: 'patient', patientId }, format, contents, purpose: 'transfer', note: null, passphrase: null }, { onProgress: () => undefined, shouldStop: () => false }, async ({ name, content }) => {
    const parts: Uint8Array[] = [];
    for await (const part of content) parts.push(part);
    files.set(name, Buffer.concat(parts).toString('utf8'));
  });
  return files;
}
