import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#contract/permissions.ts';
import { maximumIntakeBytes } from '#contract/imports.ts';
import { createSealedFiles } from '../platform/store/sealed-files.ts';
import { openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import { fileName, intakeFiles } from './intake.ts';
import { answerIntake } from './intake-request.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic('sqlite');
});
afterAll(() => clinic.close());

const folder = () => join(clinic.directory, 'intake');

async function send(body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null, options: { role?: Role | null; name?: string | null; path?: string; method?: string; headers?: Record<string, string> } = {}) {
  const { role = 'secretary', name = 'p.json', path = '/intake', method = 'POST', headers = {} } = options;
  const request = new Request(`http://127.0.0.1${path}`, { method, body, headers: { ...(name === null ? {} : { 'x-file-name': encodeURIComponent(name) }), ...headers }, ...(body ? { duplex: 'half' } : {}) });
  const response = await answerIntake(request, { caller: role === null ? null : await clinic.caller(role) }, clinic);
  return { status: response.status, body: (await response.json()) as { intakeId?: string; code?: string }, headers: response.headers };
}

describe('what is let in', () => {
  test('a JSON file, encrypted on disk, back as it was', async () => {
    const text = `\uFEFF  {"resourceType":"Patient","name":[{"family":"Béland"}]}${' '.repeat(700_000)}`;
    const { status, body, headers } = await send(text, { name: 'dossier/Été 2026.json' });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(readFileSync(join(folder(), body.intakeId!)).includes('Patient')).toBe(false);
    expect(Buffer.from(await intakeFiles(clinic.store).read(body.intakeId!)).toString()).toBe(text);
    expect(clinic.services.intake.claim((await clinic.caller('secretary')).userId, [body.intakeId!])).toMatchObject([{ name: 'Été 2026.json', bytes: Buffer.byteLength(text) }]);
  });

  test.each<[string, Parameters<typeof send>, number, string]>([
    ['nobody signed in', ['{}', { role: null }], 401, 'NOT_SIGNED_IN'],
    ['somebody who may not', ['{}', { role: 'programme-lead' }], 403, 'FORBIDDEN'],
    ['no name', ['{}', { name: null }], 422, 'INVALID'],
    ['a broken name', ['{}', { name: null, headers: { 'x-file-name': '%E0%A4%A' } }], 422, 'INVALID'],
    ['a name that is only a folder', ['{}', { name: 'dossier/' }], 422, 'INVALID'],
    ['nothing', [null], 422, 'INVALID'],
    ['an empty file', [''], 422, 'INVALID'],
    ['a picture', [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])], 415, 'UNSUPPORTED_TYPE'],
    ['a program', [new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])], 415, 'UNSUPPORTED_TYPE'],
    ['a page', ['<html>'], 415, 'UNSUPPORTED_TYPE'],
    ['a list', ['[{}]'], 415, 'UNSUPPORTED_TYPE'],
    ['white space', [' '.repeat(200)], 415, 'UNSUPPORTED_TYPE'],
    ['another address', ['{}', { path: '/intake/x' }], 404, 'NOT_FOUND'],
    ['another method', ['{}', { method: 'PUT' }], 404, 'NOT_FOUND'],
    ['a length said to be too great', ['{}', { headers: { 'content-length': String(maximumIntakeBytes + 1) } }], 413, 'TOO_LARGE'],
  ])('%s is refused', async (_name, args, status, code) => {
    expect(await send(...args)).toMatchObject({ status, body: { code } });
  });

  test('a stream that does not end is cut at the limit, and leaves nothing', async () => {
    const before = readdirSync(folder()).length;
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(sent === 1 ? Buffer.from('{') : new Uint8Array(1024 * 1024).fill(32));
        if (sent > 60) controller.close();
      },
    });
    expect(await send(body)).toMatchObject({ status: 413, body: { code: 'TOO_LARGE' } });
    expect(readdirSync(folder())).toHaveLength(before);
  });

  test('an hour later it is gone, from the disk too', async () => {
    const { body } = await send('{}');
    clinic.ports.clock.set('2026-11-16T16:30:00.000Z');
    await send('{}');
    expect(existsSync(join(folder(), body.intakeId!))).toBe(false);
  });

  test('all of it goes when the clinic closes', async () => {
    await send('{}');
    clinic.services.intake.clear();
    expect(existsSync(folder())).toBe(false);
  });
});

describe('names', () => {
  test.each([['a/b\\c.json', 'c.json'], ['../../etc/passwd', 'passwd'], ['x\u0000\ny.json', 'xy.json'], ['', ''], ['dossier/', ''], ['a'.repeat(300), 'a'.repeat(200)]])('%j → %j', (sent, kept) => expect(fileName(sent)).toBe(kept));
});

describe('sealed files', () => {
  const name = '01a20085-d9d9-757c-a809-2eb8a023a8db';
  const other = '01a20085-d9d9-757c-a809-2eb8a023a8dc';
  const sealed = () => createSealedFiles(join(clinic.directory, 'sealed'), new Uint8Array(32).fill(7));
  async function* parts(size: number): AsyncGenerator<Uint8Array> {
    for (let left = size; left > 0; left -= 100_000) yield await Promise.resolve(Buffer.alloc(Math.min(left, 100_000), left % 251));
  }

  test.each([0, 1, 262_143, 262_144, 262_145, 1_000_000])('%i bytes come back', async (size) => {
    const files = sealed();
    const { bytes } = await files.write(name, parts(size), 2_000_000);
    expect(bytes).toBe(size);
    const expected: Uint8Array[] = [];
    for await (const part of parts(size)) expected.push(part);
    expect(Buffer.compare(Buffer.from(await files.read(name)), Buffer.concat(expected))).toBe(0);
    await files.remove(name);
  });

  test('a changed, shortened or renamed file is refused', async () => {
    const files = sealed();
    await files.write(name, parts(600_000), 2_000_000);
    const path = join(clinic.directory, 'sealed', name);
    const whole = readFileSync(path);
    writeFileSync(join(clinic.directory, 'sealed', other), whole);
    await expect(files.read(other)).rejects.toThrow();
    for (const damaged of [whole.subarray(0, 262_144 + 28), whole.subarray(0, whole.length - 1), Buffer.concat([whole.subarray(0, 40), Buffer.from([1]), whole.subarray(41)])]) {
      writeFileSync(path, damaged);
      await expect(files.read(name)).rejects.toThrow();
    }
  });

  test('no name is a path', async () => {
    await expect(sealed().read('../clinic.db')).rejects.toThrow(RangeError);
  });
});
