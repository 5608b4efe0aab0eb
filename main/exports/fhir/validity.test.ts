import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BundleIndex, readBundle } from '../../imports/fhir/bundle-reading.ts';
import { mapResource } from '../../imports/fhir/resource-mapping.ts';
import { arbitraryResources } from '../testing/fhir-arbitrary.ts';
import { fhirValidators } from '../testing/fhir-validators.ts';
import { asResource } from '../testing/mapped-to-resource.ts';
import { wrongIn } from '../testing/resource-checks.ts';

const validators = fhirValidators();

function exported(resource: object): object {
  const { resources } = readBundle(Buffer.from(JSON.stringify(resource)));
  const outcome = mapResource(resources[0]!, new BundleIndex(resources), '2026-11-21');
  if (!('mapped' in outcome)) throw new Error(JSON.stringify(outcome));
  return JSON.parse(JSON.stringify(asResource(outcome.mapped))) as object;
}

describe('what leaves is valid FHIR R4', () => {
  test.each(Object.entries(arbitraryResources))('%s, for three validators and our own checks', (_type, resources) => {
    fc.assert(
      fc.property(resources, (resource) => {
        const written = exported(resource);
        expect({ ...Object.fromEntries(Object.entries(validators).map(([name, judge]) => [name, judge(written)])), own: wrongIn(written) }).toEqual({ medplum: [], ajv: [], fhir: [], own: [] });
      }),
      { numRuns: 60 },
    );
  });

  test('each of them sees what is wrong', () => {
    const condition = { resourceType: 'Condition', id: 'a', subject: { reference: 'Patient/a' }, code: { text: 'x' } };
    expect(validators.medplum({ ...condition, subject: undefined })).not.toEqual([]);
    expect(validators.ajv({ ...condition, onsetDateTime: 'hier' })).not.toEqual([]);
    expect(validators.fhir({ ...condition, madeUp: true })).not.toEqual([]);
    expect(wrongIn({ ...condition, onsetDateTime: '2021-02-30' })).toEqual(['onsetDateTime: no such day']);
    expect(wrongIn({ ...condition, category: [] })).toEqual(['category: empty']);
    expect(wrongIn({ resourceType: 'Observation', valueString: 'x', valueInteger: 1 })).toEqual(['value[x]: given twice']);
  });
});
