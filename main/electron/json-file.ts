import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';

/** A small file of the desktop's own (window, settings): never of the clinic. */
export interface JsonFile<Value> {
  /** What it holds, or the fallback when it is absent, damaged or of another version. */
  read(): Value;
  /** Writes it whole: beside it first, then in its place. */
  write(value: Value): void;
}

/** @param fallback value until the file is first written */
export function jsonFile<Value>(path: string, schema: z.ZodType<Value>, fallback: Value): JsonFile<Value> {
  return {
    read: () => {
      try {
        return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
      } catch {
        // Nothing of the clinic is lost with it.
        return fallback;
      }
    },
    write: (value) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify(value), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}
