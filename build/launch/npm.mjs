/**
 * How npm is started here: the one that started this process, on the same Node, else the one on the path.
 *
 * @param {...string} args
 * @returns {{ program: string, args: readonly string[], shell: boolean }}
 */
export function npmCommand(...args) {
  const npm = process.env['npm_execpath'];
  if (npm?.endsWith('.js')) return { program: process.execPath, args: [npm, ...args], shell: false };
  return { program: 'npm', args, shell: process.platform === 'win32' };
}
