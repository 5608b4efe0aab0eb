import type { catalogues } from './catalogues.ts';

/** Typed keys: a key that is not in the French catalogue does not compile. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    returnNull: false;
    resources: (typeof catalogues)['fr'];
  }
}
