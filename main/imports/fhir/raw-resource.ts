/** A resource of a file, before it is looked into. */
export interface RawResource {
  readonly type: string;
  readonly resource: Readonly<Record<string, unknown>>;
  /** Its logical id, where it has one. */
  readonly id: string | null;
  readonly fullUrl: string | null;
  /** Place in the file: `entry[12].resource`, `line 12`, or empty for a resource that is the whole file. */
  readonly place: string;
  /** How a conditional create names whoever is on file already (`identifier=system|value`). */
  readonly ifNoneExist?: string | undefined;
}
