import { join } from 'node:path';
import type { Delivery } from '#contract/deliveries.ts';
import { addMilliseconds } from '../platform/clock.ts';
import { subkey } from '../platform/keys/keyring.ts';
import { createSealedFiles, type SealedFiles } from '../platform/store/sealed-files.ts';
import type { Store } from '../platform/store/store.ts';
import type { Ports } from '../ports.ts';
import { personOf, type Session } from '../users/session.ts';
import { safeFileName } from './file-name.ts';

/** What a file is, for whoever opens it. */
export const mediaTypes = {
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
  zip: 'application/zip',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ics: 'text/calendar; charset=utf-8',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tiff: 'image/tiff',
} as const;
export type MediaType = (typeof mediaTypes)[keyof typeof mediaTypes];

/** A file as its maker names it; characters a file system refuses are taken out. */
export interface NamedFile {
  readonly name: string;
  readonly mediaType: MediaType;
}

/** A file already written where deliveries wait, by this process or its long-work thread. */
export interface SealedFile {
  readonly id: string;
  readonly bytes: number;
}

/** A file being handed over. */
export interface DeliveredFile extends NamedFile {
  readonly content: Uint8Array;
}

/**
 * The way files go out, the same in both hosts: sealed on disk, offered to the one window or browser that asked, fetched
 * once by `GET /delivery/<id>`. In a browser that is a download; in the desktop host the system's save dialog opens.
 */
export interface FileDelivery {
  /** Offers what is in memory: a letter, an invitation. */
  deliver(session: Session, file: NamedFile, content: Uint8Array): Promise<Delivery>;
  /**
   * Writes something large piece by piece; the long-work thread does this, and its host offers it with `deliverSealed`.
   *
   * @throws SealedFileTooLargeError beyond 200 MB
   */
  seal(content: AsyncIterable<Uint8Array>): Promise<SealedFile>;
  deliverSealed(session: Session, file: NamedFile, sealed: SealedFile): Promise<Delivery>;
  /** The file, once; null when it is unknown, too old, already taken, or another's. */
  take(session: Session, deliveryId: string): Promise<DeliveredFile | null>;
  /** Removes everything, at opening and closing. */
  clear(): void;
}

const lifetimeMilliseconds = 10 * 60 * 1000;
/** Largest file that goes out by a window; the command line writes files of any size. */
const maximumBytes = 200 * 1024 * 1024;

interface Offer extends NamedFile {
  readonly session: Session;
  readonly userId: string;
  readonly until: string;
}

/** The deliveries of an open clinic; which window a file is for, and what it is called, is in memory only. */
export function createFileDelivery(store: Pick<Store, 'directory' | 'dataKey'>, { clock, newId }: Pick<Ports, 'clock' | 'newId'>): FileDelivery {
  const files: SealedFiles = createSealedFiles(join(store.directory, 'outgoing'), subkey(store.dataKey, 'outgoing'));
  const offers = new Map<string, Offer>();

  const forgetOld = async (): Promise<void> => {
    const now = clock.now();
    for (const [id] of [...offers].filter(([, { until }]) => until <= now)) {
      offers.delete(id);
      await files.remove(id);
    }
  };

  const seal = async (content: AsyncIterable<Uint8Array>): Promise<SealedFile> => {
    const id = newId();
    const { bytes } = await files.write(id, content, maximumBytes);
    return { id, bytes };
  };

  const deliverSealed = async (session: Session, { name, mediaType }: NamedFile, { id, bytes }: SealedFile): Promise<Delivery> => {
    await forgetOld();
    const person = personOf(session);
    if (!person) {
      // Whoever asked has left while the file was made.
      await files.remove(id);
      throw new Error('nobody is signed in to take this file');
    }
    const offer = { name: safeFileName(name), mediaType, session, userId: person.userId, until: addMilliseconds(clock.now(), lifetimeMilliseconds) };
    offers.set(id, offer);
    return { deliveryId: id, name: offer.name, bytes, until: offer.until };
  };

  return {
    seal,
    deliverSealed,
    deliver: async (session, file, content) => deliverSealed(session, file, await seal(once(content))),
    take: async (session, deliveryId) => {
      await forgetOld();
      const offer = offers.get(deliveryId);
      if (!offer || offer.session !== session || session.caller?.userId !== offer.userId) return null;
      offers.delete(deliveryId);
      const content = await files.read(deliveryId);
      await files.remove(deliveryId);
      return { name: offer.name, mediaType: offer.mediaType, content };
    },
    clear: () => {
      offers.clear();
      files.clear();
    },
  };
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}
