import { pathToFileURL } from 'node:url';
import type { TestProject } from 'vitest/node';
import { ensureBuilt } from '../launch/built.mjs';
import { inRoot } from '../launch/paths.mjs';

/**
 * Builds the host where its sources changed and gives the program of its long-work thread to tests as
 * `inject('longWorkProgram')`: it starts in a third of the time of its sources, and is what a clinic runs.
 */
export default async function setup(project: TestProject): Promise<void> {
  await ensureBuilt(process.execPath, ['host']);
  project.provide('longWorkProgram', pathToFileURL(inRoot('dist', 'host', 'long-work-worker.js')).href);
}
