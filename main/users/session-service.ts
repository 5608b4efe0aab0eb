import type { AdministratorInput, CallerSummary, CreateClinicInput, SessionStatus } from '#contract/session.ts';
import type { Role } from '#contract/permissions.ts';
import { clinicCode } from '../clinics/clinic-code.ts';
import type { ClinicHost } from '../clinics/clinic-host.ts';
import { readIdleMinutes } from '../clinics/clinic-keys-service.ts';
import { demonstrationPassphrase, demonstrationPersonas, prepareDemonstration } from '../clinics/demonstration.ts';
import type { OpenClinic } from '../clinics/open-clinic.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { userSlot } from '../platform/keys/keyring.ts';
import type { Ports } from '../ports.ts';
import { setLastSignedIn, setMustChangePassword } from './account-repository.ts';
import { type Caller, callerFrom, summarizeCaller } from './caller.ts';
import { requireAcceptablePassword } from './acceptable-password.ts';
import { judgePassword } from './password-strength.ts';
import { personOf, type Session, vacate } from './session.ts';
import { createSignInAttempts, type SignInAttempts } from './sign-in-attempts.ts';
import { type Account, accountById, accountByLogin, setAccountPreferences } from './user-repository.ts';

/** Under which wrong recovery keys are counted; no login has a space. */
const recoveryAttempts = 'recovery key';

/** Signing in and out, locking, the choice of clinic, first start; keeps who is signed in where. */
export class SessionService {
  readonly #host: ClinicHost;
  readonly #ports: Ports;
  readonly #sessions = new Set<Session>();
  readonly attempts: SignInAttempts;
  #turn: Promise<unknown> = Promise.resolve();
  /** True for a server whose operator gave the passphrase: the store stays open between people. */
  keepOpen = false;

  constructor(host: ClinicHost, ports: Ports) {
    this.#host = host;
    this.#ports = ports;
    this.attempts = createSignInAttempts(ports.clock);
  }

  newSession(): Session {
    const session: Session = { caller: null };
    this.#sessions.add(session);
    return session;
  }

  /** Ends a window's or browser's session; the store closes with the last one signed in, where it was opened by a person. */
  forget(session: Session): Promise<void> {
    vacate(session);
    this.#sessions.delete(session);
    return this.#alone(() => this.#closeIfNobody());
  }

  async status(session: Session): Promise<SessionStatus> {
    const { chosen, open } = this.#host;
    const clinics = this.#host.known().map(({ keyring }) => ({ id: keyring.clinicId, name: keyring.clinicName, demonstration: keyring.demonstration }));
    const person = personOf(session);
    return {
      phase: await this.#phase(session),
      clinics,
      mayCreate: this.#host.mayCreate,
      clinic: chosen ? { id: chosen.keyring.clinicId, name: chosen.keyring.clinicName, demonstration: chosen.keyring.demonstration } : null,
      openClinic: person ? (open?.summary ?? null) : null,
      caller: person ? summarizeCaller(person) : null,
      // The demonstration has no passwords to come back with.
      idleMinutes: person && open && !open.summary.demonstration ? await open.store.unitOfWork.read((db) => readIdleMinutes(db)) : null,
      now: this.#ports.clock.now(),
    };
  }

  async #phase(session: Session): Promise<SessionStatus['phase']> {
    if (!this.#host.chosen) return 'choose-clinic';
    if (session.held) return session.held.until === 'unlocked' ? 'locked' : 'change-password';
    if (session.caller) return 'signed-in';
    return this.#host.open && !(await this.#host.hasAccounts()) ? 'first-administrator' : 'signed-out';
  }

  async chooseClinic(session: Session, clinicId: string): Promise<SessionStatus> {
    this.#host.choose(clinicId);
    return this.status(session);
  }

  /** @throws DeclaredError `BUSY` while somebody else is signed in */
  leaveClinic(session: Session): Promise<SessionStatus> {
    return this.#alone(async () => {
      vacate(session);
      if (this.#someoneIsIn()) throw new DeclaredError('BUSY', { job: 'signed-in' });
      // Opened by the operator's passphrase: nobody's to close.
      if (this.keepOpen) throw new DeclaredError('ILLEGAL_STATE', { state: 'served' });
      await this.#host.leave();
      return this.status(session);
    });
  }

  judgePassword(password: string, about: readonly string[]) {
    return judgePassword(password, about);
  }

  async createClinic(session: Session, input: CreateClinicInput) {
    await requireAcceptableAdministrator(input.administrator, input.name);
    return this.#alone(async () => {
      const { recoveryKey, createdAt, clinic } = await this.#host.create(input);
      await this.#enter(session, { login: input.administrator.login });
      return { status: await this.status(session), recoveryKey: [...recoveryKey], clinicCode: clinicCode(clinic.summary.id), createdAt };
    });
  }

  async createAdministrator(session: Session, administrator: AdministratorInput): Promise<SessionStatus> {
    await requireAcceptableAdministrator(administrator, this.#host.chosen?.keyring.clinicName ?? '');
    return this.#alone(async () => {
      const userId = await this.#host.createAdministrator(administrator);
      await this.#enter(session, { login: administrator.login, userId });
      return this.status(session);
    });
  }

  /** Opens the fictional clinic, made on first use, and signs in as one of its people. */
  async openDemonstration(session: Session, persona: Role = 'rheumatologist'): Promise<SessionStatus> {
    const login = demonstrationPersonas[persona];
    if (!login) throw new DeclaredError('NOT_FOUND');
    if (this.#host.chosen && !this.#host.chosen.keyring.demonstration) throw new DeclaredError('ILLEGAL_STATE', { state: 'real-clinic' });
    return this.#alone(async () => {
      if (!this.#host.open) {
        await prepareDemonstration(this.#host, this.#ports);
        if (!(await this.#host.unlockWithPassphrase(demonstrationPassphrase))) throw new DeclaredError('STORE_UNREADABLE', { cause: 'wrong-key-or-damaged' });
      }
      await this.#enter(session, { login });
      return this.status(session);
    });
  }

  /**
   * Name and password are one step: the password unwraps the key if the store is closed, and signs in.
   *
   * @throws DeclaredError `WRONG_CREDENTIALS` with the seconds to wait before the next try counts
   */
  async signIn(session: Session, typedLogin: string, password: string): Promise<SessionStatus> {
    const login = typedLogin.trim().toLowerCase();
    return this.#alone(async () => {
      const userId = await this.#tryOnce([login], () => this.#host.unlockAsPerson(login, password));
      await this.#enterOrClose(session, { login, userId });
      return this.status(session);
    });
  }

  /**
   * The way back for a forgotten password: the recovery key opens the store, the person's slot is replaced.
   *
   * @throws DeclaredError `WRONG_CREDENTIALS`; `NOT_FOUND` when the key is right and nobody has this login; `INVALID`
   */
  async recover(session: Session, input: { login: string; recoveryKey: string; password: string }): Promise<SessionStatus> {
    const login = input.login.trim().toLowerCase();
    await requireAcceptablePassword(input.password, [login, this.#host.chosen?.keyring.clinicName ?? '']);
    return this.#alone(async () => {
      await this.#tryOnce([login, recoveryAttempts], async () => (await this.#host.unlockWithRecoveryKey(input.recoveryKey)) || null);
      const account = await this.#openClinic().store.unitOfWork.read((db) => accountByLogin(db, login));
      if (!account) {
        await this.#closeIfNobody();
        throw new DeclaredError('NOT_FOUND');
      }
      await this.replacePassword(account, input.password, 'account.recovered');
      this.endSessionsOf(account.id, session);
      await this.#enter(session, { login, userId: account.id });
      return this.status(session);
    });
  }

  /** Replaces the temporary password the person has just signed in with. */
  async choosePassword(session: Session, password: string): Promise<SessionStatus> {
    const { held } = session;
    if (held?.until !== 'password-chosen') throw new DeclaredError('ILLEGAL_STATE', { state: 'no-temporary-password' });
    const { userId, login, displayName } = held.caller;
    await requireAcceptablePassword(password, [login, displayName, this.#host.chosen?.keyring.clinicName ?? '']);
    if (await this.#host.isPasswordOf(userId, password)) throw new DeclaredError('INVALID', { issues: [{ path: 'password', code: 'SAME_PASSWORD' }] });
    await this.replacePassword({ id: userId, login }, password, 'account.password-changed');
    // The session may have been ended while the password was being kept.
    if (session.held?.until === 'password-chosen' && session.held.caller.userId === userId) {
      session.caller = session.held.caller;
      session.held = null;
    }
    return this.status(session);
  }

  /** Signs out; with the last person the store is closed and the key forgotten, unless the passphrase opened it. */
  async signOut(session: Session): Promise<SessionStatus> {
    return this.#alone(async () => {
      const person = personOf(session);
      if (person && this.#host.open) await this.#record(person.userId, 'session.signed-out');
      vacate(session);
      await this.#closeIfNobody();
      return this.status(session);
    });
  }

  /** Holds a session until its person gives their password again; the store stays open. */
  async lock(session: Session): Promise<SessionStatus> {
    const { caller } = session;
    if (!caller) throw new DeclaredError('NOT_SIGNED_IN');
    session.held = { caller, until: 'unlocked' };
    session.caller = null;
    await this.#record(caller.userId, 'session.locked');
    return this.status(session);
  }

  /** @throws DeclaredError `WRONG_CREDENTIALS`; wrong tries count as those of signing in */
  async unlock(session: Session, password: string): Promise<SessionStatus> {
    return this.#alone(async () => {
      const { held } = session;
      if (held?.until !== 'unlocked') return this.status(session);
      const open = this.#openClinic();
      const { userId, login } = held.caller;
      if (!open.summary.demonstration) await this.#tryOnce([login], async () => (await this.#host.isPasswordOf(userId, password)) || null);
      this.attempts.succeed(login);
      const account = await open.store.unitOfWork.read((db) => accountById(db, userId));
      // Its sessions may have been ended while the password was being tried.
      if (session.held !== held) return this.status(session);
      if (account) {
        await this.#record(userId, 'session.unlocked');
        this.#seat(session, account);
      } else vacate(session);
      return this.status(session);
    });
  }

  async setPreferences(session: Session, preferences: { language?: 'fr' | 'en' | undefined; theme?: CallerSummary['theme'] | undefined }): Promise<CallerSummary> {
    const { caller } = session;
    if (!caller) throw new DeclaredError('NOT_SIGNED_IN');
    await this.#openClinic().store.unitOfWork.write((db) => setAccountPreferences(db, caller.userId, preferences));
    const preferring = (one: Caller): Caller => ({ ...one, language: preferences.language ?? one.language, theme: preferences.theme ?? one.theme });
    // As it is by now: another preference may have been set meanwhile, the session locked, ended, or somebody else's.
    if (personOf(session)?.userId !== caller.userId) return summarizeCaller(preferring(caller));
    const { held } = session;
    if (session.caller) session.caller = preferring(session.caller);
    else if (held) session.held = { ...held, caller: preferring(held.caller) };
    return summarizeCaller(personOf(session) ?? caller);
  }

  /** Every window and browser a person is signed in with. */
  sessionsOf(userId: string): readonly Session[] {
    return [...this.#sessions].filter((session) => personOf(session)?.userId === userId);
  }

  /** Ends a person's sessions, but one; says how many. */
  endSessionsOf(userId: string, kept: Session | null = null): number {
    const ended = this.sessionsOf(userId).filter((session) => session !== kept);
    for (const session of ended) vacate(session);
    return ended.length;
  }

  /** Ends one session. */
  end(session: Session): void {
    vacate(session);
  }

  /** @throws DeclaredError `WRONG_CREDENTIALS`; wrong tries count as those of signing in */
  async checkPassword(caller: Caller, password: string): Promise<void> {
    await this.#alone(() => this.#tryOnce([caller.login], async () => (await this.#host.isPasswordOf(caller.userId, password)) || null));
    this.attempts.succeed(caller.login);
  }

  /** Gives a person's sessions their present roles. */
  async refreshSessionsOf(userId: string): Promise<void> {
    const account = await this.#openClinic().store.unitOfWork.read((db) => accountById(db, userId));
    for (const session of this.sessionsOf(userId)) {
      if (!account) vacate(session);
      else if (session.held) session.held = { ...session.held, caller: callerFrom(account) };
      else session.caller = callerFrom(account);
    }
  }

  /** Replaces a person's slot by one for a password they chose; audited. */
  async replacePassword(person: { id: string; login: string }, password: string, action: string): Promise<void> {
    const open = this.#openClinic();
    const slot = await userSlot(open.summary.id, { userId: person.id, login: person.login }, password, open.store.dataKey);
    const { audit } = open.services.dependencies;
    await open.store.unitOfWork.write(async (db) => {
      await setMustChangePassword(db, person.id, false);
      await audit.record(db, { userId: person.id, action, entity: 'user_account', entityId: person.id });
      // Last, so that a failure here undoes the rest.
      this.#host.setUserSlot(slot);
    });
  }

  /** One try of a secret, which gives something or null; all its names wait after too many failures. */
  async #tryOnce<T>(names: readonly string[], attempt: () => Promise<T | null>): Promise<T> {
    const wait = (): number => Math.max(...names.map((name) => this.attempts.secondsToWait(name)));
    if (wait() > 0) throw new DeclaredError('WRONG_CREDENTIALS', { retryAfterSeconds: wait() });
    const found = await attempt();
    if (found !== null) return found;
    for (const name of names) this.attempts.fail(name);
    await this.#recordRefusal(names[0] ?? '');
    throw new DeclaredError('WRONG_CREDENTIALS', { retryAfterSeconds: wait() });
  }

  /** While the store is open a wrong try is on the trail: whose account it was, never what was typed. */
  async #recordRefusal(login: string): Promise<void> {
    const { open } = this.#host;
    if (!open) return;
    const { audit } = open.services.dependencies;
    const failures = this.attempts.failures(login);
    await open.store.unitOfWork.write(async (db) => {
      const account = await accountByLogin(db, login);
      await audit.record(db, { userId: 'system:sign-in', action: 'session.refused', entity: 'user_account', entityId: account?.id ?? null, detail: { failures } });
    });
  }

  /** A slot may open the store for somebody whose account is disabled: then it is closed again. */
  async #enterOrClose(session: Session, person: { login: string; userId: string }): Promise<void> {
    try {
      await this.#enter(session, person);
    } catch (error) {
      await this.#closeIfNobody();
      throw error;
    }
  }

  /** Seats somebody; with `userId`, only where the account of that login has it: a slot's login is clear text. */
  async #enter(session: Session, { login, userId }: { login: string; userId?: string }): Promise<void> {
    const open = this.#openClinic();
    const account = await open.store.unitOfWork.read((db) => accountByLogin(db, login));
    if (!account || (userId !== undefined && account.id !== userId)) throw new DeclaredError('WRONG_CREDENTIALS', { retryAfterSeconds: 0 });
    const since = this.#ports.clock.now();
    const failuresBefore = this.attempts.succeed(login);
    this.attempts.succeed(recoveryAttempts);
    const { audit } = open.services.dependencies;
    await open.store.unitOfWork.write(async (db) => {
      await setLastSignedIn(db, account.id, since);
      await audit.record(db, { userId: account.id, action: 'session.signed-in', entity: 'user_account', entityId: account.id, ...(failuresBefore > 0 ? { detail: { failuresBefore } } : {}) });
    });
    session.entry = { id: this.#ports.newId(), since, failuresBefore };
    this.#seat(session, account);
  }

  #seat(session: Session, account: Account): void {
    const caller: Caller = callerFrom(account);
    session.caller = account.mustChangePassword ? null : caller;
    session.held = account.mustChangePassword ? { caller, until: 'password-chosen' } : null;
  }

  async #record(userId: string, action: string): Promise<void> {
    const { store, services } = this.#openClinic();
    await store.unitOfWork.write((db) => services.dependencies.audit.record(db, { userId, action, entity: 'user_account', entityId: userId }));
  }

  #openClinic(): OpenClinic {
    const { open } = this.#host;
    if (!open) throw new DeclaredError('NOT_SIGNED_IN');
    return open;
  }

  /** Opening, closing and trying secrets happen one at a time: two who come at once open one store, and are counted as two. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #someoneIsIn(): boolean {
    return [...this.#sessions].some((session) => personOf(session) !== null);
  }

  async #closeIfNobody(): Promise<void> {
    if (!this.#someoneIsIn() && !this.keepOpen) await this.#host.close();
  }
}

async function requireAcceptableAdministrator({ password, givenName, familyName, login }: AdministratorInput, clinicName: string): Promise<void> {
  await requireAcceptablePassword(password, [givenName, familyName, login, clinicName], 'administrator.password');
}
