import { describe, expect, test } from 'vitest';
import { type ExportedReferral, serviceRequestResource } from './request-resources.ts';
import { relativeReference } from './resource.ts';

const row: ExportedReferral = {
  id: '01890000-0000-7000-8000-000000000001', source_system: null, source_id: null, patient: 'p', referrer: null, state: 'received', advice_pending: 0, ended_reason: null, reason_code: 'RH04', requested_cls: null, free_text: 'Mains enflées',
  findings: '{}', prerequisites_provided: '[]', request_codings: null, queue_role: null, papers: [], received_at: '2026-11-10T14:00:00.000Z', completed_on: '2026-11-10',
};
const written = (said: Partial<ExportedReferral>) => serviceRequestResource({ ...row, ...said }, relativeReference);

describe('where a request stands, in FHIR', () => {
  test.each([
    ['received', 0, 'active'], ['accepted', 0, 'active'], ['booked', 0, 'active'], ['advised', 1, 'active'], ['advised', 0, 'completed'], ['redirected', 0, 'completed'], ['closed', 0, 'completed'], ['declined', 0, 'revoked'], ['cancelled', 0, 'revoked'],
  ] as const)('%s, with advice to write: %i', (state, advice_pending, status) => {
    expect(written({ state, advice_pending }).status).toBe(status);
  });

  test('why it ended leaves by FHIR’s own extension, and nothing where nobody said', () => {
    const reasonOf = (resource: object): unknown => (resource as { extension?: readonly { url: string }[] }).extension?.find(({ url }) => url === 'http://hl7.org/fhir/StructureDefinition/request-statusReason');
    expect(reasonOf(written({ state: 'declined', ended_reason: 'Hors territoire' }))).toEqual({ url: 'http://hl7.org/fhir/StructureDefinition/request-statusReason', valueCodeableConcept: { text: 'Hors territoire' } });
    expect(reasonOf(written({ state: 'declined' }))).toBeUndefined();
  });
});
