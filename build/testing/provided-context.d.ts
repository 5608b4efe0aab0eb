import 'vitest';

/** What the set-ups of this folder give to tests. */
declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of a running PostgreSQL 18, as a superuser, on its database `postgres`. */
    readonly postgresUrl: string;
    /** Name of a database there with the present schema and no rows but those of the migrations, to be copied. */
    readonly postgresTemplate: string;
    /** Address of the built program of the long-work thread. */
    readonly longWorkProgram: string;
  }
}
