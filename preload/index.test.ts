import { builtinModules } from 'node:module';
import { runInNewContext } from 'node:vm';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';
import { preloadConfig } from '../build/vite.config.ts';

type Listener = (event: { source: unknown; data: unknown; ports: readonly object[] }) => void;

/** The preload as it ships, built in memory. */
let code = '';
let files: string[] = [];
beforeAll(async () => {
  const result = await build({ ...preloadConfig, configFile: false, logLevel: 'warn', build: { ...preloadConfig.build, write: false } });
  const [output] = result as Rolldown.RolldownOutput[];
  const chunks = output?.output ?? [];
  files = chunks.map((chunk) => chunk.fileName);
  const [chunk] = chunks;
  if (chunk?.type === 'chunk') code = chunk.code;
});

/** Runs the built file as Electron does in a sandboxed page: wrapped in a function, with a `require` (that records). */
function loaded() {
  const required: string[] = [];
  const sent: unknown[][] = [];
  const listeners = new Set<Listener>();
  const window = {
    addEventListener: (type: string, listener: Listener) => {
      expect(type).toBe('message');
      listeners.add(listener);
    },
    removeEventListener: (_type: string, listener: Listener) => listeners.delete(listener),
  };
  const exported = {};
  const recordingRequire = (name: string) => {
    required.push(name);
    return { ipcRenderer: { postMessage: (...args: unknown[]) => sent.push(args) } };
  };
  const context = { window };
  const globalsBefore = [...Object.keys(context), ...Object.keys(window)];
  const wrapped = runInNewContext(`(function (require, module, exports) { ${code}\n})`, context) as (...args: unknown[]) => void;
  wrapped(recordingRequire, { exports: exported }, exported);
  const emit = (event: Parameters<Listener>[0]): void => {
    for (const listener of [...listeners]) listener(event);
  };
  return { required, sent, window, exported, newGlobals: [...Object.keys(context), ...Object.keys(window)].filter((name) => !globalsBefore.includes(name)), emit };
}

describe('the built preload', () => {
  test('is one CommonJS file that requires electron alone', () => {
    expect(files).toEqual(['preload.cjs']);
    expect(loaded().required).toEqual(['electron']);
    expect(builtinModules.filter((name) => code.includes(`"node:${name}"`))).toEqual([]);
  });

  test('gives the page nothing: no global, no export', () => {
    const { newGlobals, exported } = loaded();
    expect(newGlobals).toEqual([]);
    expect(Object.keys(exported)).toEqual([]);
  });

  test('forwards one port of the page, once', () => {
    const { window, sent, emit } = loaded();
    const port = { name: 'port' };
    emit({ source: window, data: 'relais:port', ports: [port] });
    emit({ source: window, data: 'relais:port', ports: [{ name: 'second' }] });
    expect(sent).toEqual([['relais:port', null, [port]]]);
  });

  test('hears no other message, no frame inside the page, and no message without a port', () => {
    const { window, sent, emit } = loaded();
    const port = {};
    emit({ source: window, data: 'anything', ports: [port] });
    emit({ source: {}, data: 'relais:port', ports: [port] });
    emit({ source: null, data: 'relais:port', ports: [port] });
    emit({ source: window, data: 'relais:port', ports: [] });
    expect(sent).toEqual([]);
  });
});
