/** The time, from one door: rules and services never read the machine's clock themselves. */
export interface Clock {
  /** Now, as UTC `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  now(): string;
}

/** New UUIDs (version 7: they sort by time of making). */
export type NewId = () => string;

/** The log, redacted at the door: event names, durations, counts and codes; never inputs, outputs or names. */
export interface Log {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  /** For surprises; `error` is reduced to its name, code and stack frames inside the program. */
  error(event: string, error: unknown, facts?: LogFacts): void;
}
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

/** What a host supplies to the application. */
export interface Ports {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** Folder of the operating system for this program's data; clinics live in `clinics/<id>` under it. */
  readonly dataDirectory: string;
  /** Folder of the built page. */
  readonly pageDirectory: string;
  /** Program of the long-work thread, where it is not beside the services. */
  readonly longWorkProgram?: URL;
}
