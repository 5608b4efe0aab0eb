import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createResources, type Resources, securityHeaders } from './resources.ts';

describe('the page and its assets', () => {
  let parent: string;
  let resources: Resources;

  beforeAll(() => {
    parent = mkdtempSync(join(tmpdir(), 'relais-page-'));
    mkdirSync(join(parent, 'page', 'assets'), { recursive: true });
    writeFileSync(join(parent, 'page', 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" src="/assets/app.js" nonce="__CSP_NONCE__"></script>');
    writeFileSync(join(parent, 'page', 'assets', 'app.js'), 'export {};');
    writeFileSync(join(parent, 'page', 'notes.txt'), 'no media type of ours');
    writeFileSync(join(parent, 'keyring.json'), '{"secret":true}');
    writeFileSync(join(parent, 'page-other.json'), '{"secret":true}');
    resources = createResources(join(parent, 'page'));
  });
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  const get = (path: string, method = 'GET') => resources(new Request(`http://127.0.0.1:1234${path}`, { method }));

  test('the page comes with a nonce of its own each time, the same in the policy', async () => {
    const nonces: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      const response = await get('/');
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      const html = await response.text();
      const nonce = /nonce="([^"]+)"/.exec(html)?.[1] ?? '';
      expect(nonce.length).toBeGreaterThanOrEqual(22);
      expect(html).not.toContain('__CSP_NONCE__');
      expect(response.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
      nonces.push(nonce);
    }
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test('every answer carries the headers, those of refusals too', async () => {
    for (const [path, method, status] of [['/', 'GET', 200], ['/assets/app.js', 'GET', 200], ['/nothing.js', 'GET', 404], ['/', 'POST', 405], ['/notes.txt', 'GET', 404]] as const) {
      const response = await get(path, method);
      expect(response.status).toBe(status);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain(`default-src 'none'`);
      expect(policy).toContain(`frame-ancestors 'none'`);
      expect(policy).not.toMatch(/unsafe-(inline|eval)|\*/);
      expect(Object.fromEntries(response.headers)).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' });
    }
    expect(securityHeaders('n')['permissions-policy']).toContain('camera=()');
  });

  test('HEAD answers as GET without a body', async () => {
    const response = await get('/assets/app.js', 'HEAD');
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, 'text/javascript; charset=utf-8', '']);
  });

  test.each([
    '/../keyring.json', '/..%2fkeyring.json', '/%2e%2e/keyring.json', '/%2e%2e%2fkeyring.json', '/assets/../../keyring.json', '/assets/%2e%2e/%2e%2e/keyring.json', '/..%5ckeyring.json', '/....//keyring.json',
    '/%2fetc%2fpasswd.json', '//etc/passwd.json', '/../page-other.json', '/assets%00.js', '/%c0%ae%c0%ae/keyring.json', '/%', '/assets', '/assets/',
  ])('%s gives nothing from outside the folder', async (path) => {
    const response = await get(path);
    expect([400, 404]).toContain(response.status);
    expect(await response.text()).not.toContain('secret');
  });
});
