/**
 * Gives the errors of a streamed answer the same treatment as those of any other: a stream is read after its operation
 * has returned, so the guard would not see them.
 *
 * @param result what a handler's middleware returned
 * @param answer the error a caller sees
 */
export function guardStream<T>(result: T, answer: (error: unknown) => unknown): T {
  if (typeof result !== 'object' || result === null || !('output' in result) || !isAsyncIterable(result.output)) return result;
  return { ...result, output: relay(result.output, answer) };
}

async function* relay(stream: AsyncIterable<unknown>, answer: (error: unknown) => unknown): AsyncGenerator<unknown> {
  try {
    yield* stream;
  } catch (error) {
    throw answer(error);
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
