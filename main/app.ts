import { attachmentIntakePath } from '#contract/attachments.ts';
import { ClinicHost } from './clinics/clinic-host.ts';
import { prepareDemonstration } from './clinics/demonstration.ts';
import { createWorkstationDoor, type WorkstationDoor } from './clinics/workstation-door.ts';
import { startSchedules } from './app-schedules.ts';
import type { CallContext } from './call-context.ts';
import { answerDelivery, isDeliveryAddress } from './delivery/delivery-request.ts';
import { answerFeed, isFeedAddress } from './calendar-exchange/feed-request.ts';
import { answerBackupIntake, backupIntakePath } from './intake/backup-intake-request.ts';
import { answerAttachmentIntake } from './intake/attachment-intake-request.ts';
import { answerIntake } from './intake/intake-request.ts';
import { createResources, type Resources } from './platform/resources.ts';
import { type AppRouter, createRouter } from './router.ts';
import type { Ports } from './ports.ts';
import type { Session } from './users/session.ts';
import { createAccounts } from './users/accounts.ts';
import { SessionService } from './users/session-service.ts';

export { isDeliveryAddress, isFeedAddress, type Session };

/** The application as both hosts see it. */
export interface App {
  readonly router: AppRouter;
  /** A new window or browser. */
  newSession(): Session;
  forgetSession(session: Session): void;
  contextOf(session: Session): CallContext;
  /** Page, assets: a Request in, a Response out, with the same security headers in both hosts. */
  readonly resources: Resources;
  /** `POST /intake`, `/intake/attachment` and, before sign-in, `/intake/backup`: bytes in, a one-time id out. */
  readonly intake: (request: Request, session: Session) => Promise<Response>;
  /** `GET /delivery/<id>`: a file made for this window, once. */
  readonly deliveries: (request: Request, session: Session) => Promise<Response>;
  /** `GET /calendar/<token>.ics`: a professional's visits, for a calendar program that knows the address. Loopback host only. */
  readonly feeds: (request: Request) => Promise<Response>;
  readonly host: ClinicHost;
  readonly sessions: SessionService;
  /** Opens the clinic again after a restart, by the key store of this computer. */
  readonly workstation: WorkstationDoor;
  /** Before the first window: makes and chooses the demonstration where it was asked for. A real clinic is never opened as one. */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

/** Builds everything, in order; the only wiring. `directory`: one clinic only, else those of the data folder. */
export function createApp(ports: Ports, options: { directory?: string; demonstration?: boolean; demonstrationPatients?: number } = {}): App {
  const host = new ClinicHost(ports, options.directory ?? null, options.demonstrationPatients);
  const sessions = new SessionService(host, ports);
  const accounts = createAccounts(host, sessions, ports);
  const endSchedules = startSchedules(() => host.open, ports.log);
  return {
    router: createRouter(),
    newSession: () => sessions.newSession(),
    forgetSession: (session) => void sessions.forget(session).catch((error: unknown) => ports.log.error('session.not-forgotten', error)),
    contextOf: (session) => ({ session, sessions, accounts, clinic: () => host.open, ports }),
    resources: createResources(ports.pageDirectory),
    intake: (request, session) => {
      switch (new URL(request.url).pathname) {
        case backupIntakePath:
          return answerBackupIntake(request, accounts.restores);
        case attachmentIntakePath:
          return answerAttachmentIntake(request, session, host.open);
        default:
          return answerIntake(request, session, host.open);
      }
    },
    deliveries: (request, session) => answerDelivery(request, session, host.open),
    feeds: (request) => answerFeed(request, host.open),
    host,
    sessions,
    workstation: createWorkstationDoor(host, ports.newId),
    prepare: async () => {
      if (options.demonstration) await prepareDemonstration(host, ports);
    },
    close: () => {
      endSchedules();
      accounts.restores.forget();
      return host.close();
    },
  };
}
