/** The part of PouchDB the bench uses: its published types bring an older Node's. */
interface PouchDocument { readonly _id: string }
declare class PouchDatabase<Document extends object> {
  constructor(name: string, options: { readonly adapter: 'memory' });
  static plugin(plugin: object): typeof PouchDatabase;
  bulkDocs(documents: readonly (Document & PouchDocument)[]): Promise<unknown>;
  createIndex(index: { readonly index: { readonly fields: readonly string[] } }): Promise<unknown>;
  find(query: { readonly selector: object; readonly limit: number }): Promise<unknown>;
  destroy(): Promise<void>;
}
declare module 'pouchdb-core' { export { PouchDatabase as default } }
declare module 'pouchdb-adapter-memory' { const plugin: object; export { plugin as default } }
declare module 'pouchdb-find' { const plugin: object; export { plugin as default } }
