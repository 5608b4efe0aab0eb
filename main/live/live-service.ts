import type { LiveChange, LiveTopic } from '#contract/live.ts';
import { namedWithinReach } from '../access/named-within-reach.ts';
import { reachOf } from '../access/record-reach.ts';
import type { News } from '../platform/database/change-feed.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { createPresence } from './presence.ts';
import { everyTopic, topicPermissions, topicsOf } from './topic-rules.ts';

/** Changes that come close together reach a page as one. */
const gatherMilliseconds = 60;
/** How often a stream looks whether its session is still there when nothing happens. */
const lookMilliseconds = 1_000;
/** Most records named to a page at once. */
const mostNamed = 60;

/** One page that follows: what it has not been told yet. */
interface Follower {
  readonly topics: Set<LiveTopic>;
  readonly patientIds: Set<string>;
  anyRecord: boolean;
  wake: () => void;
}

/** Who is at which desk, and what changes: a stream to each page signed in. */
export function createLiveService({ unitOfWork, ports }: ServiceDependencies) {
  const followers = new Set<Follower>();
  const pages = new Map<string, number>();

  const add = (topics: Iterable<LiveTopic>, records: Iterable<string | null>): void => {
    const [toTell, named] = [[...topics], [...records]];
    for (const follower of followers) {
      for (const topic of toTell) follower.topics.add(topic);
      for (const patientId of named) {
        if (patientId === null) follower.anyRecord = true;
        else if (follower.patientIds.size < mostNamed) follower.patientIds.add(patientId);
        else follower.anyRecord = true;
      }
      if (toTell.length > 0) follower.wake();
    }
  };
  const presence = createPresence(ports.clock, { tell: (signal) => unitOfWork.changes.signal(signal), changed: () => add(['presence'], []) });
  const hear = (news: News): void => {
    if (news.kind === 'everything') add(everyTopic, [null]);
    else if (news.kind === 'signal') presence.heard(news.signal);
    else {
      for (const change of news.changes) {
        const topics = topicsOf(change);
        // An import, a professional's hours: no one's record, or anybody's.
        add(topics, [change.patientId]);
      }
    }
  };
  let stopWatching: (() => void) | null = null;

  /** What a follower may be told of what has gathered; null where nothing of it is theirs to know. */
  const take = async (follower: Follower, caller: Caller): Promise<LiveChange | null> => {
    const topics = [...follower.topics].filter((topic) => caller.grants[topicPermissions[topic]] !== undefined);
    const named = [...follower.patientIds];
    const anyRecord = follower.anyRecord;
    follower.topics.clear();
    follower.patientIds.clear();
    follower.anyRecord = false;
    if (topics.length === 0) return null;
    if (anyRecord || named.length === 0) return { topics, patientIds: anyRecord ? null : [] };
    const open = await unitOfWork.read((db) => namedWithinReach(db, reachOf(caller, 'patient.read', ports.clock.now()), named));
    // A record closed to them is not named; what they may see of it (that it is there, that it has become closed) is looked at again.
    return { topics, patientIds: open.length === named.length ? [...open] : null };
  };

  return {
    presence,

    /**
     * Follows what changes until the session is over.
     *
     * @param present who is signed in there now; null ends the stream
     * @param signal the page went away
     */
    async *follow(present: () => Caller | null, signal: AbortSignal | undefined): AsyncGenerator<LiveChange> {
      const follower: Follower = { topics: new Set(), patientIds: new Set(), anyRecord: false, wake: () => undefined };
      const userId = present()?.userId;
      if (userId === undefined) return;
      const isOver = (): boolean => signal?.aborted === true || present()?.userId !== userId;
      stopWatching ??= unitOfWork.changes.watch(hear);
      followers.add(follower);
      pages.set(userId, (pages.get(userId) ?? 0) + 1);
      try {
        // Those that follow know from it that nothing escapes them from now on.
        yield { topics: [], patientIds: [] };
        while (!isOver()) {
          await nextNews(follower, signal);
          const caller = present();
          if (isOver() || !caller) return;
          const change = await take(follower, caller);
          if (change && !isOver()) yield change;
        }
      } finally {
        followers.delete(follower);
        const left = (pages.get(userId) ?? 1) - 1;
        if (left > 0) pages.set(userId, left);
        else {
          pages.delete(userId);
          presence.leave(userId);
        }
      }
    },
  };
}

/** Resolves a moment after something has gathered, at once when the page has gone, and now and then in any case. */
function nextNews(follower: Follower, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout;
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      follower.wake = () => undefined;
      resolve();
    };
    const soon = (): void => {
      clearTimeout(timer);
      follower.wake = () => undefined;
      timer = setTimeout(done, gatherMilliseconds);
    };
    timer = setTimeout(done, lookMilliseconds);
    follower.wake = soon;
    signal?.addEventListener('abort', done);
    if (follower.topics.size > 0) soon();
    if (signal?.aborted) done();
  });
}
