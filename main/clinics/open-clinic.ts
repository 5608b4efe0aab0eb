import type { ClinicSummary } from '#contract/session.ts';
import { registerBuiltInContent } from '../content/content-repository.ts';
import { builtInContent } from '../content/built-in-content.ts';
import { createServices, type Services } from '../services.ts';
import type { Ports } from '../ports.ts';
import type { Store } from '../platform/store/store.ts';
import { readClinic } from './clinic-repository.ts';
import { completeRekey } from './rekey.ts';

/** A clinic whose store is open, with its use cases. */
export interface OpenClinic {
  readonly store: Store;
  readonly summary: ClinicSummary;
  readonly services: Services;
}

/** Prepares an open store for work: new built-in content registered (not in a store opened for reading), services built. */
export async function openClinic(store: Store, ports: Ports, options: { readonly?: boolean } = {}): Promise<OpenClinic> {
  const now = ports.clock.now();
  if (!options.readonly) await completeRekey(store, ports.clock);
  if (!options.readonly) await store.unitOfWork.write((db) => registerBuiltInContent(db, builtInContent, { now, newId: ports.newId }));
  const summary = await store.unitOfWork.read((db) => readClinic(db));
  const services = createServices(store, summary, ports);
  if (!options.readonly) {
    await services.drafts.forgetOld();
    await services.tableImports.forgetOld();
  }
  return { store, summary, services };
}
