import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `patients.*`. */
export function patientOperations(os: Operations) {
  return {
    search: os.patients.search.handler(({ context, input }) => servicesOf(context).patients.search(callerOf(context), input)),
    list: os.patients.list.handler(({ context, input }) => servicesOf(context).registry.list(callerOf(context), input)),
    facets: os.patients.facets.handler(({ context, input }) => servicesOf(context).registry.facets(callerOf(context), input)),
    registryLayout: os.patients.registryLayout.handler(({ context }) => servicesOf(context).registry.layout(callerOf(context))),
    saveRegistryLayout: os.patients.saveRegistryLayout.handler(({ context, input }) => servicesOf(context).registry.saveLayout(callerOf(context), input)),
    open: os.patients.open.handler(({ context, input }) => servicesOf(context).patients.open(callerOf(context), input)),
    results: os.patients.results.handler(({ context, input }) => servicesOf(context).patients.results(callerOf(context), input)),
    checkNam: os.patients.checkNam.handler(({ context, input }) => servicesOf(context).patients.checkNam(callerOf(context), input)),
    checkNir: os.patients.checkNir.handler(({ context, input }) => servicesOf(context).patients.checkNir(callerOf(context), input)),
    likelyDuplicates: os.patients.likelyDuplicates.handler(({ context, input }) => servicesOf(context).patients.likelyDuplicates(callerOf(context), input)),
    register: os.patients.register.handler(({ context, input }) => servicesOf(context).patients.register(callerOf(context), input)),
  };
}

/** Binds `patientEdits.*`. */
export function patientEditOperations(os: Operations) {
  return {
    save: os.patientEdits.save.handler(({ context, input }) => servicesOf(context).patientEdits.save(callerOf(context), input)),
    undo: os.patientEdits.undo.handler(({ context, input }) => servicesOf(context).patientEdits.undo(callerOf(context), input)),
    history: os.patientEdits.history.handler(({ context, input }) => servicesOf(context).patientEdits.history(callerOf(context), input)),
    checkEntry: os.patientEdits.checkEntry.handler(({ context, input }) => servicesOf(context).patientEdits.checkEntry(callerOf(context), input)),
  };
}
