import { samplePng } from '../../intake/testing/sample-documents.ts';

export const picture = samplePng(8, 8);
const other = samplePng(16, 8);
const png = picture.toString('base64');
export const patient = { fullUrl: 'urn:uuid:p', resource: { resourceType: 'Patient', id: 'p', name: [{ family: 'Essai', given: ['Rose'] }], birthDate: '1979-02-08', gender: 'female' } };
export const request = (id: string, said: object = {}) => ({
  fullUrl: `urn:uuid:${id}`, resource: { resourceType: 'ServiceRequest', id, status: 'active', intent: 'order', subject: { reference: 'urn:uuid:p' }, authoredOn: '2026-11-10', note: [{ text: `Mains enflées ${id}` }], ...said },
});
const paper = (id: string, attachment: object, said: object = {}) => ({ fullUrl: `urn:uuid:${id}`, resource: { resourceType: 'DocumentReference', id, status: 'current', content: [{ attachment }], ...said } });
const about = (id: string) => ({ context: { related: [{ reference: `urn:uuid:${id}` }] } });
export const task = (id: string, status: string, focus: string, said: object = {}) => ({ fullUrl: `urn:uuid:${id}`, resource: { resourceType: 'Task', id, status, intent: 'order', focus: { reference: `urn:uuid:${focus}` }, ...said } });

/** Four requests of one person: one with papers, of which some cannot be taken; three whose tasks say how far they are. */
export const requestsWithPapers = {
  resourceType: 'Bundle', type: 'collection',
  entry: [
    patient,
    request('one', { supportingInfo: [{ reference: 'urn:uuid:d1' }] }),
    paper('d1', { title: 'Radiographie des mains', contentType: 'image/png', data: png }),
    paper('d2', { url: 'urn:uuid:b1', contentType: 'image/png' }, { ...about('one'), description: 'Lettre' }),
    { fullUrl: 'urn:uuid:b1', resource: { resourceType: 'Binary', id: 'b1', contentType: 'image/png', data: other.toString('base64') } },
    paper('d3', { title: 'Programme', contentType: 'application/x-msdownload', data: Buffer.from('MZ…').toString('base64') }, about('one')),
    paper('d4', { title: 'Ailleurs', url: 'https://example.org/scan.pdf' }, about('one')),
    paper('d5', { title: 'Abîmée', data: '%%%' }, about('one')),
    paper('d6', { title: 'De personne', data: png }),
    request('two'), task('t2', 'rejected', 'two', { statusReason: { text: 'Hors territoire' } }), request('three'), task('t3', 'in-progress', 'three'), request('four'), task('t4', 'completed', 'four'), task('t4b', 'completed', 'four'),
  ],
};
