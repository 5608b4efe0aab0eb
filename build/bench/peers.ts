import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import PouchDB from 'pouchdb-core';
import memoryAdapter from 'pouchdb-adapter-memory';
import find from 'pouchdb-find';
import { foldText } from '../../main/patients/patient-name.ts';
import type { NewPatient } from '../../main/patients/patient-repository.ts';

/** A library that finds people too, all of them in memory and in clear. */
export interface Peer {
  readonly name: string;
  readonly search: (text: string) => unknown;
  /** Seconds to take everybody in. */
  readonly builtIn: number;
  /** Megabytes of memory it holds. */
  readonly megabytes: number;
  readonly close: () => Promise<void>;
}

interface Line {
  readonly id: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly nam: string;
  readonly fileNumber: string;
}

const fields = ['familyName', 'givenName', 'birthDate', 'nam', 'fileNumber'];
const limit = 20;

/** The three, each with everybody; `most` people for those that take minutes with more. */
export async function openPeers(people: readonly NewPatient[]): Promise<readonly Peer[]> {
  const lines = people.map(lineOf);
  return [await openMiniSearch(lines), await openFuse(lines), await openPouch(lines)];
}

async function openMiniSearch(lines: readonly Line[]): Promise<Peer> {
  return build('MiniSearch', () => {
    const index = new MiniSearch<Line>({ fields, storeFields: ['familyName', 'givenName'], processTerm: foldText });
    index.addAll(lines);
    return { search: (text) => index.search(text, { prefix: true, combineWith: 'AND' }).slice(0, limit), close: () => Promise.resolve() };
  });
}

async function openFuse(lines: readonly Line[]): Promise<Peer> {
  return build('fuse.js', () => {
    const index = new Fuse(lines, { keys: fields, threshold: 0.2, ignoreDiacritics: true });
    return { search: (text) => index.search(text, { limit }), close: () => Promise.resolve() };
  });
}

/** PouchDB-find has no word search: the typed beginning of a family name, by its index; the other words by a filter. */
async function openPouch(lines: readonly Line[]): Promise<Peer> {
  return build('PouchDB-find', async () => {
    const database = new (PouchDB.plugin(memoryAdapter).plugin(find))<Line & { key: string }>('bench', { adapter: 'memory' });
    for (let first = 0; first < lines.length; first += 5000) {
      await database.bulkDocs(lines.slice(first, first + 5000).map((line) => ({ _id: line.id, ...line, key: foldText(line.familyName) })));
    }
    await database.createIndex({ index: { fields: ['key'] } });
    await database.createIndex({ index: { fields: ['nam'] } });
    const search = (text: string): Promise<unknown> => {
      if (/\d/.test(text)) return database.find({ selector: { nam: text }, limit });
      const [first = '', second] = foldText(text).split(' ');
      const begins = { key: { $gte: first, $lt: `${first}\u{FFF0}` } };
      return database.find({ selector: second === undefined ? begins : { ...begins, givenName: { $regex: new RegExp(`^${second}`, 'i') } }, limit });
    };
    await search('roy');
    return { search, close: () => database.destroy() };
  });
}

async function build(name: string, make: () => Pick<Peer, 'search' | 'close'> | Promise<Pick<Peer, 'search' | 'close'>>): Promise<Peer> {
  const before = heapInUse();
  const started = performance.now();
  const made = await make();
  const builtIn = (performance.now() - started) / 1000;
  return { name, ...made, builtIn, megabytes: Math.max(0, heapInUse() - before) };
}

/** Megabytes of live objects, after a collection where the process allows one. */
export function heapInUse(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return Math.round((heapUsed + external) / 2 ** 20);
}

function lineOf(person: NewPatient): Line {
  const number = (index: number): string => person.identifiers[index]?.value ?? '';
  const [nam, fileNumber] = person.identifiers.length > 1 ? [number(0), number(1)] : ['', number(0)];
  return { id: person.id, familyName: person.familyName, givenName: person.givenName, birthDate: person.birthDate ?? '', nam, fileNumber };
}
