import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BundleIndex, readBundle } from '../../imports/fhir/bundle-reading.ts';
import type { Mapped } from '../../imports/fhir/mapped-resource.ts';
import { mapResource } from '../../imports/fhir/resource-mapping.ts';
import { arbitraryResources } from '../testing/fhir-arbitrary.ts';
import { asResource } from '../testing/mapped-to-resource.ts';

function read(resource: object): Mapped | { code: string; place: string } {
  const { resources } = readBundle(Buffer.from(JSON.stringify(resource)));
  const [raw] = resources;
  if (!raw) throw new Error('no resource');
  const outcome = mapResource(raw, new BundleIndex(resources), '2026-11-21');
  if ('mapped' in outcome) return outcome.mapped;
  throw new Error(JSON.stringify(outcome));
}

/** Said by the row once it is written: by then a date has become an instant, a visit has its zone. */
const saidByTheRow = { authored_on: null, received_at: null, completed_on: null, zone: null, ends_at: null, minutes: null };

/** What is kept of a resource: its columns and what hangs on them. References are followed elsewhere. */
function kept(mapped: Mapped): unknown {
  const { content, table } = mapped;
  const rest = 'identifiers' in mapped ? { identifiers: mapped.identifiers } : 'components' in mapped ? { components: mapped.components } : 'findings' in mapped ? { findings: mapped.findings } : {};
  return { table, content: table === 'referral' || table === 'appointment' ? { ...content, ...saidByTheRow } : content, ...rest };
}

describe('what is kept of a resource leaves and comes back the same', () => {
  test.each(Object.entries(arbitraryResources))('%s', (_type, resources) => {
    fc.assert(
      fc.property(resources, (resource) => {
        const first = read(resource) as Mapped;
        const again = read(asResource(first)) as Mapped;
        expect(kept(again)).toEqual(kept(first));
        expect(read(asResource(again))).toEqual(again);
      }),
      { numRuns: 300 },
    );
  });
});
