/** Rows of a file recognised already: two equal rows of one file stay two. */
export type Claimed = Pick<ReadonlySet<string>, 'has'>;

/** Those known before and those of the transaction at work: a transaction that is run again forgets its own. */
export function both(before: Claimed, own: Claimed): Claimed {
  return { has: (id) => before.has(id) || own.has(id) };
}
