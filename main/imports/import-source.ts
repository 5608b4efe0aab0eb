/** A file to import, read when its turn comes; one that holds papers of requests, once more at the end. */
export interface ImportSource {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  read(): Promise<Uint8Array>;
}
