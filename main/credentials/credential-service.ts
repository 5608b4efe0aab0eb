import type { Attestation, JudgedCredential } from '#contract/credentials.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { nextClinicVersion } from '../content/clinic-version.ts';
import type { PathwayReader } from '../pathways/pathway-reader.ts';
import type { StepActs } from '../follow-up-plans/step-acts.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { type ActGuard, saidKind } from './act-guard.ts';
import { clinicSource, credentialKindsKind } from './credential-content.ts';
import { countingCredentials, credentialById, type CredentialRow, credentialsOf, insertCredential, insertKinds, kindsInForce, kindsVersions, type KindsVersion, peopleAtWork, personById, setWithdrawn } from './credential-repository.ts';
import { expiryOf, type HeldCredential, judgeKind, judgeTraining, kindProblem } from './credential-rules.ts';

type Kinds = KindsVersion['content']['body']['kinds'];

/** Training of the people of the clinic: who holds what, until when, and what it allows. */
export function createCredentialService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, guard: ActGuard, pathways: PathwayReader, steps: StepActs) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const invalid = (path: string, code: string): DeclaredError => new DeclaredError('INVALID', { issues: [{ path, code }] });
  const stale = ({ version, withdrawn, recordedByName, recordedAt }: CredentialRow): DeclaredError => new DeclaredError('STALE', { version, changedBy: withdrawn?.byName ?? recordedByName, changedAt: withdrawn?.at ?? recordedAt });
  const record = (db: WriteExecutor, caller: Caller, action: string, entityId: string | null, detail: Readonly<Record<string, string | number>>) => audit.record(db, { userId: caller.userId, action, entity: 'credential', entityId, detail });

  /** Every kind that counts or that somebody holds; one retired that nobody has is left out. */
  const standingsOf = (kinds: Kinds, held: readonly HeldCredential[]): JudgedCredential[] =>
    kinds.filter(({ code, isRetired }) => !isRetired || held.some(({ kind }) => kind === code)).map((kind) => saidKind(judgeKind(kind, held, today()), kinds));
  const attestationOf = (row: CredentialRow, kinds: Kinds): Attestation => ({
    id: row.id, version: row.version, kind: row.kind, label: kinds.find(({ code }) => code === row.kind)?.label ?? { fr: row.kind, en: row.kind }, hours: row.hours, obtainedOn: row.obtainedOn, expiresOn: row.expiresOn, issuer: row.issuer,
    recordedBy: row.recordedByName ?? '', recordedOn: civilDate(row.recordedAt, clinic.timeZone), withdrawn: row.withdrawn && { on: civilDate(row.withdrawn.at, clinic.timeZone), by: row.withdrawn.byName ?? '', reason: row.withdrawn.reason },
  });
  const ofOne = async (db: ReadExecutor, practitionerId: string) => {
    const { kinds } = (await kindsInForce(db)).content.body;
    const rows = await credentialsOf(db, practitionerId);
    return { today: today(), standings: standingsOf(kinds, rows.filter(({ withdrawn }) => withdrawn === null)), attestations: rows.map((row) => attestationOf(row, kinds)) };
  };
  const held = async (db: WriteExecutor, { credentialId, expectedVersion }: Inputs['credentials']['reinstate'], isWithdrawn: boolean): Promise<CredentialRow> => {
    const row = await credentialById(db, credentialId);
    if (!row) throw new DeclaredError('NOT_FOUND');
    if (row.version !== expectedVersion) throw stale(row);
    if ((row.withdrawn !== null) !== isWithdrawn) throw new DeclaredError('ILLEGAL_STATE', { state: row.withdrawn ? 'withdrawn' : 'kept' });
    return row;
  };
  const change = async (db: WriteExecutor, caller: Caller, row: CredentialRow, reason: string | null): Promise<{ version: number }> => {
    if (!(await setWithdrawn(db, row.id, row.version, reason === null ? null : { at: ports.clock.now(), by: caller.userId, reason }))) throw stale((await credentialById(db, row.id)) ?? row);
    await record(db, caller, reason === null ? 'credential.reinstated' : 'credential.withdrawn', row.id, { kind: row.kind });
    return { version: row.version + 1 };
  };

  return {
    kinds: (): Promise<Outputs['credentials']['kinds']> =>
      unitOfWork.read(async (db) => {
        const { content } = await kindsInForce(db);
        const definitions = await pathways.inForce(db);
        return {
          version: content.version, isReviewed: content.status === 'signed-off', sources: content.sources, kinds: content.body.kinds,
          acts: definitions.flatMap(({ content: { body } }) => body.acts.map(({ code, label, requires, training }) => ({ code, label, pathway: body.label, requires, isAsked: training === 'asked' }))),
        };
      }),

    /** @throws DeclaredError `STALE`, `INVALID` */
    saveKind: (caller: Caller, { expectedVersion, isNew, kind }: Inputs['credentials']['saveKind']): Promise<Outputs['credentials']['saveKind']> =>
      unitOfWork.write(async (db) => {
        const { content } = await kindsInForce(db);
        if (content.version !== expectedVersion) throw new DeclaredError('STALE', { version: 0, changedBy: null, changedAt: ports.clock.now() });
        const sources = content.sources.some(({ code }) => code === clinicSource) ? content.sources : [...content.sources, { code: clinicSource, label: { fr: `Décision de ${clinic.name}`, en: `Decision of ${clinic.name}` } }];
        const problem = kindProblem(kind, { kinds: content.body.kinds, sources: sources.map(({ code }) => code), isNew });
        if (problem) throw invalid(`kind.${problem.path}`, problem.code);
        const kinds = isNew ? [...content.body.kinds, kind] : content.body.kinds.map((one) => (one.code === kind.code ? kind : one));
        const { signedOffBy: _signedOffBy, ...unsigned } = content;
        const version = nextClinicVersion(content.version, await kindsVersions(db));
        await insertKinds(db, { id: ports.newId(), content: { ...unsigned, kind: credentialKindsKind, version, status: 'unreviewed', sources, body: { kinds } }, now: ports.clock.now() });
        await record(db, caller, isNew ? 'credential-kind.added' : 'credential-kind.changed', null, { kind: kind.code, version });
        return { version };
      }),

    team: (): Promise<Outputs['credentials']['team']> =>
      unitOfWork.read(async (db) => {
        const { kinds } = (await kindsInForce(db)).content.body;
        const people = await peopleAtWork(db);
        const counting = await countingCredentials(db, people.map(({ practitionerId }) => practitionerId));
        return { today: today(), people: people.map((person) => ({ ...person, standings: standingsOf(kinds, counting.get(person.practitionerId) ?? []) })) };
      }),

    /** @throws DeclaredError `NOT_FOUND` */
    ofPerson: ({ practitionerId }: Inputs['credentials']['ofPerson']): Promise<Outputs['credentials']['ofPerson']> =>
      unitOfWork.read(async (db) => {
        const person = await personById(db, practitionerId);
        if (!person) throw new DeclaredError('NOT_FOUND');
        return { ...(await ofOne(db, practitionerId)), person };
      }),

    mine: ({ practitionerId }: Caller): Promise<Outputs['credentials']['mine']> =>
      unitOfWork.read(async (db) => (practitionerId === null ? { today: today(), standings: [], attestations: [] } : ofOne(db, practitionerId))),

    ending: (): Promise<Outputs['credentials']['ending']> =>
      unitOfWork.read(async (db) => {
        const { kinds } = (await kindsInForce(db)).content.body;
        const people = await peopleAtWork(db);
        const counting = await countingCredentials(db, people.map(({ practitionerId }) => practitionerId));
        const rows = people.flatMap((person) =>
          standingsOf(kinds.filter(({ isRetired }) => !isRetired), counting.get(person.practitionerId) ?? [])
            .filter(({ standing }) => standing === 'expiring' || standing === 'expired')
            .map((credential) => ({ ...person, credential })),
        );
        return { today: today(), rows: rows.sort((one, other) => ((one.credential.until ?? '') < (other.credential.until ?? '') ? -1 : 1)).slice(0, 200) };
      }),

    unnoted: (): Promise<Outputs['credentials']['unnoted']> =>
      unitOfWork.read(async (db) => {
        const { kinds } = (await kindsInForce(db)).content.body;
        const done = await steps.unnoted(db);
        const ids = [...new Set(done.map(({ practitionerId }) => practitionerId))];
        const counting = await countingCredentials(db, ids);
        const people = new Map((await Promise.all(ids.map((id) => personById(db, id)))).flatMap((one) => (one ? [[one.practitionerId, one] as const] : [])));
        const rows = done.flatMap(({ practitionerId, act, ...one }) => {
          const [person, own] = [people.get(practitionerId), counting.get(practitionerId) ?? []];
          if (!person || judgeTraining(act.requires, kinds, own, one.on).isTrained) return [];
          return [{ ...person, ...one, act: act.label, lacks: judgeTraining(act.requires, kinds, own, today()).lacks.map((judged) => saidKind(judged, kinds)) }];
        });
        return { total: rows.length, rows: rows.slice(0, 100) };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `INVALID` (`kind` unknown or retired, a day to come, an end before it or later than the kind allows) */
    add: (caller: Caller, { credentialId, practitionerId, kind: code, hours, obtainedOn, expiresOn: given, issuer }: Inputs['credentials']['add']): Promise<Outputs['credentials']['add']> =>
      unitOfWork.write(async (db) => {
        const known = await credentialById(db, credentialId);
        if (known) return { version: known.version };
        if (!(await personById(db, practitionerId))) throw new DeclaredError('NOT_FOUND');
        const kind = (await kindsInForce(db)).content.body.kinds.find((one) => one.code === code);
        if (!kind || kind.isRetired) throw invalid('kind', 'UNKNOWN');
        if (obtainedOn > today()) throw invalid('obtainedOn', 'FUTURE');
        const latest = expiryOf(obtainedOn, kind.validMonths);
        if (given !== null && given < obtainedOn) throw invalid('expiresOn', 'BEFORE');
        if (given !== null && latest !== null && given > latest) throw invalid('expiresOn', 'TOO_LATE');
        await insertCredential(db, { id: credentialId, practitionerId, kind: code, hours, obtainedOn, expiresOn: given ?? latest, issuer }, { now: ports.clock.now(), userId: caller.userId });
        await record(db, caller, 'credential.added', credentialId, { kind: code, hours });
        return { version: 1 };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `STALE`, `ILLEGAL_STATE` */
    withdraw: (caller: Caller, input: Inputs['credentials']['withdraw']): Promise<Outputs['credentials']['withdraw']> => unitOfWork.write(async (db) => change(db, caller, await held(db, input, false), input.reason)),

    /** @throws DeclaredError `NOT_FOUND`, `STALE`, `ILLEGAL_STATE` */
    reinstate: (caller: Caller, input: Inputs['credentials']['reinstate']): Promise<Outputs['credentials']['reinstate']> => unitOfWork.write(async (db) => change(db, caller, await held(db, input, true), null)),

    whoMay: ({ requires, on }: Inputs['credentials']['whoMay']): Promise<Outputs['credentials']['whoMay']> => unitOfWork.read(async (db) => [...(await guard.whoMay(db, requires, on))]),
  };
}
