import type { Language } from '#contract/values.ts';
import { type Block, type Field, type PdfDocument, paperOf } from '../documents/document-blocks.ts';
import type { TriageContent } from '../triage/triage-content.ts';
import { assessmentBlocks } from './assessment-blocks.ts';
import { labelled, spanOf, tablePart, together, wordOf } from './copy-parts.ts';
import { allergyBlocks, diagnosisBlocks } from './diagnosis-blocks.ts';
import { checkBlocks, planBlocks } from './prevention-blocks.ts';
import type { RecordContent, RecordRequest } from './record-copy-repository.ts';
import { changedField, changedValue } from './history-lines.ts';
import words from './record-copy-words.json' with { type: 'json' };
import { contactBlocks, followUpBlocks } from './follow-up-blocks.ts';
import { acuteBlocks } from './acute-blocks.ts';
import { doseBlocks } from './dose-blocks.ts';
import { pathwayBlocks } from './pathway-blocks.ts';
import { vaccinationBlocks } from './vaccination-blocks.ts';
import { wishBlocks } from './wish-blocks.ts';
import { treatmentBlocks } from './treatment-blocks.ts';
import { writtenDate, writtenInstant, writtenLocal, writtenNumber } from './written-values.ts';

/** What a copy is written with: in which language, where and when, and what names the codes of triage. */
export interface CopyFrame {
  readonly language: Language;
  readonly clinic: { readonly name: string; readonly country: string; readonly timeZone: string };
  /** Instant of making, and by whom. */
  readonly at: string;
  readonly by: string;
  readonly content: TriageContent;
}

/** A person's whole record as a document one can read without Relais. Pure. */
export function recordCopyDocument(record: RecordContent, frame: CopyFrame): PdfDocument {
  const { language, clinic, at } = frame;
  const own = words[language];
  const { patient } = record;
  const day = (date: string | null): string => writtenDate(date, language);
  const instant = (one: string | null): string => (one === null ? '' : writtenInstant(one, clinic.timeZone, language));
  const name = `${patient.family_name}, ${patient.given_name}`;
  const part = (title: string, columns: readonly string[], rows: readonly (readonly (string | null)[])[]): readonly Block[] => tablePart(title, columns, rows, language);
  const lines = (values: readonly (readonly [string, string | null])[]): readonly Field[] => values.flatMap(([label, value]) => (value ? [{ label, value }] : []));
  return {
    language,
    paper: paperOf(clinic.country),
    title: `${own.title}, ${name}`,
    author: frame.by,
    createdAt: at,
    frame: { clinic: clinic.name, subject: name, origin: `${own.origin} ${instant(at)}` },
    body: [
      { kind: 'text', text: labelled(own.title, name, language), tone: 'strong' },
      { kind: 'text', text: own.about, tone: 'quiet' },
      { kind: 'heading', level: 1, text: own.identity },
      {
        kind: 'fields',
        fields: lines([
          [own.name, name], [own.birthName, patient.birth_family_name], [own.birthDate, day(patient.birth_date)], [own.sex, wordOf(own.sexes, patient.administrative_sex)], [own.gender, patient.gender],
          [own.language, patient.language], [own.phone, patient.phone], [own.email, patient.email],
          [own.address, [patient.address_line, patient.city, patient.postal_code, patient.country].filter(Boolean).join(', ')], [own.deceased, patient.deceased === 1 ? day(patient.deceased_on) || own.yes : null],
        ]),
      },
      ...part(own.numbers, [own.system, own.number, own.until], record.identifiers.map((one) => [one.issuer ?? one.system, one.value, day(one.valid_to)])),
      ...allergyBlocks(record.allergies, language),
      ...diagnosisBlocks(record.problems, language),
      ...vaccinationBlocks(record.vaccinations, language),
      ...treatmentBlocks(record.medications, language, clinic.timeZone),
      ...checkBlocks(record.checks, language),
      ...planBlocks(record.plans, language),
      ...followUpBlocks(record.followUps, language),
      ...contactBlocks(record.contacts, language),
      ...pathwayBlocks(record.pathways, language),
      ...doseBlocks(record.doses, language, clinic.timeZone),
      ...acuteBlocks(record.acuteEvents, language),
      ...part(own.results, [own.date, own.what, own.value], record.results.flatMap((one) => [
        [day(one.effective_at), one.text, measured(one, language)],
        ...one.components.map((component) => ['', `   ${component.text}`, measured(component, language)]),
      ])),
      ...assessmentBlocks(record.assessments, language, clinic.timeZone),
      ...part(own.lateChecks, [own.date, own.what, own.until, own.who], record.lateChecks.map((one) => [instant(one.noted_at), [wordOf(own.outcomes, one.outcome), one.words].filter(Boolean).join('; '), day(one.until_on), one.who])),
      { kind: 'heading', level: 1, text: own.requests, note: String(record.requests.length) },
      ...(record.requests.length === 0 ? [{ kind: 'text', text: own.none, tone: 'quiet' } as const] : []),
      ...record.requests.flatMap((request) => requestBlocks(request, frame)),
      ...part(own.visits, [own.date, own.professional, own.modality, own.state, own.reason], record.visits.map((one) => [
        writtenLocal(one.local_start, language), one.professional, wordOf(own.modalities, one.modality), wordOf(own.status, one.live === 1 ? one.status : 'cancelled'),
        [one.reason, ...one.steps.map(({ note }) => note), ...one.inSpiteOf.map(({ reason }) => reason), ...remoteLines(one.remote, language)].filter(Boolean).join('; '),
      ])),
      ...wishBlocks(record.wishes, language, clinic.timeZone),
      ...part(own.messages, [own.date, own.what, own.state, own.text], record.messages.map((one) => [instant(one.prepared_at), one.subject, `${wordOf(own.channels, one.channel)}, ${wordOf(own.messageStates, one.state)}`, one.body])),
      ...part(own.wants, [own.date, own.what, own.state, own.who], record.preferences.map((one) => [instant(one.noted_at), wordOf(own.channels, one.channel), together([one.wants === 1 ? own.wanted : own.unwanted, one.note]), one.display_name])),
      ...part(own.waitingList, [own.date, own.what, own.until], record.waiting.map((one) => [instant(one.added_at), [one.words, day(one.due_on)].filter(Boolean).join('; '), instant(one.ended_at)])),
      ...part(own.restrictions, [own.date, own.reason, own.until], record.restrictions.map((one) => [instant(one.restricted_at), one.words, instant(one.lifted_at)])),
      ...part(own.history, [own.date, own.field, own.from, own.to, own.who], record.history.flatMap((one) => one.changes.map((change) => [instant(one.at), changedField(change.field, language, record.planTitles), changedValue(change.field, change.from, language), changedValue(change.field, change.to, language), one.who]))),
      ...part(own.copies, [own.date, own.reason, own.who], record.copies.map((one) => [instant(one.made_at), one.purpose, one.requester])),
      ...(record.accesses === null ? [] : part(own.accesses, [own.date, own.what, own.who], record.accesses.map((one) => [instant(one.at), wordOf(own.actions, one.action), one.who]))),
    ],
  };
}

/** What was verified of a visit at a distance, and what it left to see in person. */
function remoteLines(remote: RecordContent['visits'][number]['remote'], language: Language): readonly (string | null)[] {
  const own = words[language].remote;
  if (!remote) return [];
  const { checklist } = remote;
  return [
    checklist && labelled(own.identity, checklist.identity.map((proof) => wordOf(own.proofs, proof)).join(', '), language),
    checklist && labelled(own.place, together([checklist.place, checklist.phone], ', '), language),
    checklist && labelled(own.others, checklist.others ?? own.alone, language),
    checklist?.emergencyContact ? labelled(own.emergency, checklist.emergencyContact, language) : null,
    remote.fallback_at === null ? null : labelled(own.telephone, remote.fallback_reason ?? '', language),
    remote.exam_limits ? labelled(own.limits, remote.exam_limits, language) : null,
    remote.convert_until === null ? null : labelled(`${own.convert} ${writtenDate(remote.convert_until, language)}`, remote.convert_reason ?? '', language),
    remote.drop_reason === null ? null : labelled(own.dropped, remote.drop_reason, language),
  ];
}

/** One request: as it was asked, what was found, decided, written and attached. */
function requestBlocks(request: RecordRequest, { language, clinic, content }: CopyFrame): readonly Block[] {
  const own = words[language];
  const instant = (one: string | null): string => (one === null ? '' : writtenInstant(one, clinic.timeZone, language));
  const reason = content.reasons.body.reasons.find(({ code }) => code === request.reason_code)?.label[language] ?? request.reason_code ?? '';
  const findings = Object.entries(request.findings).map(([field, value]) => {
    const known = content.dictionary.body.findings.find((one) => one.field === field);
    const option = known?.options?.find(({ code }) => code === value)?.label[language];
    const said = option ?? (typeof value === 'number' ? writtenNumber(value, language) : typeof value === 'boolean' ? (value ? own.yes : own.no) : String(value));
    return labelled(known?.label[language] ?? field, `${said}${known?.unit ? ` ${known.unit[language]}` : ''}`, language);
  });
  const professional = (code: string): string => content.vocabulary.body.professionals.find((one) => one.code === code)?.label[language] ?? code;
  const text = (title: string, ...said: readonly (string | null)[]): Block => ({ kind: 'text', text: labelled(title, together(said), language) });
  return [
    { kind: 'heading', level: 2, text: `${instant(request.received_at)}   ${reason}` },
    {
      kind: 'fields',
      fields: [
        { label: own.state, value: wordOf(own.states, request.state) },
        ...(request.referrer ? [{ label: own.referrer, value: [request.referrer.name, request.referrer.organization].filter(Boolean).join(', ') }] : []),
        ...((request.decided_cls ?? request.proposed_cls) ? [{ label: own.class, value: request.decided_cls ?? request.proposed_cls ?? '' }] : []),
        ...(request.free_text === '' ? [] : [{ label: own.words, value: request.free_text }]),
      ],
    },
    ...(findings.length === 0 ? [] : [{ kind: 'text', text: own.findings, tone: 'strong' } as const, { kind: 'list', items: findings } as const]),
    ...request.decisions.map((one) =>
      text(`${own.decision}, ${instant(one.decided_at)}, ${one.decided_by ?? ''}`, one.cls, professional(one.primary_professional), one.overridden === 1 ? own.overridden : null, one.override_reason, one.note, one.undone_at ? own.undone : null),
    ),
    ...request.second_ratings.map((one) => text(`${own.secondRating}, ${instant(one.rated_at)}, ${one.rated_by ?? ''}`, one.cls, one.primary_professional === null ? null : professional(one.primary_professional), one.note)),
    ...request.questions.map((one) => text(`${own.question}, ${instant(one.asked_at)}`, one.message)),
    ...request.letters.map((one) => text(`${one.withdrawn_at === null ? own.letter : own.letterWithdrawn}, ${instant(one.written_at)}, ${one.addressee}`, one.body)),
    ...request.pauses.map((one) =>
      text(`${own.pause}, ${together([instant(one.started_at), one.started_by], ', ')}`, wordOf(own.causes, one.cause), one.reason, spanOf(one.from_date, one.until_date, language)),
    ),
    ...request.steps.map((one) => text(`${wordOf(own.steps, one.action)}, ${together([instant(one.at), one.by], ', ')}`, one.reason)),
    ...request.emergency_calls.map((one) => text(`${own.call}, ${instant(one.called_at)}`, one.called_whom, one.note)),
    ...request.papers.map((one) => text(`${own.paper}, ${instant(one.added_at)}`, one.file ? `${one.name} (${one.file})` : one.name, one.removal_reason)),
    ...(request.papers.length === 0 ? [] : [{ kind: 'text', text: own['papers-kept'], tone: 'quiet' } as const]),
  ];
}

function measured(one: { readonly value_number: number | null; readonly value_unit: string | null; readonly value_text: string | null }, language: Language): string {
  if (one.value_number !== null) return `${writtenNumber(one.value_number, language)}${one.value_unit ? ` ${one.value_unit}` : ''}`;
  return one.value_text ?? '';
}
