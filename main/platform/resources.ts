import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

/** Serves the page and its assets: a Request in, a Response out, the same in both hosts. */
export type Resources = (request: Request) => Promise<Response>;

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The content security policy of a response; styles carry the nonce because Emotion writes them at run time. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'none'`, `script-src 'self'`, `connect-src 'self'`, `style-src 'self' 'nonce-${nonce}'`, `img-src 'self' data: blob:`, `font-src 'self'`,
    `base-uri 'none'`, `form-action 'none'`, `frame-ancestors 'none'`,
  ].join('; ');
}

/** Headers every answer carries. Nothing is cached: the page keeps no data on disk. */
export function securityHeaders(nonce: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cache-control': 'no-store',
  };
}

/** Resources out of the built page's folder; anything that would leave the folder is not found. */
export function createResources(pageDirectory: string): Resources {
  return async (request) => {
    const nonce = randomBytes(18).toString('base64');
    const headers = securityHeaders(nonce);
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers });
    const name = fileNameOf(new URL(request.url).pathname);
    const type = name ? mediaTypes[extname(name)] : undefined;
    if (!name || !type) return new Response(null, { status: 404, headers });
    try {
      const content = await readFile(join(pageDirectory, name));
      const body = name === 'index.html' ? content.toString('utf8').replaceAll('__CSP_NONCE__', nonce) : new Uint8Array(content);
      return new Response(request.method === 'HEAD' ? null : body, { status: 200, headers: { ...headers, 'content-type': type } });
    } catch (error) {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) return new Response(null, { status: 404, headers });
      throw error;
    }
  };
}

/** File of a path under the page's folder, or null when the path is malformed or climbs out. */
function fileNameOf(pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    // A malformed escape names no file.
    return null;
  }
  if (decoded === '/') return 'index.html';
  const name = normalize(decoded.slice(1));
  if (decoded.includes('\0') || name.startsWith('..') || name.startsWith(sep)) return null;
  return name;
}
