/** What of an error may be written down: its kind, its code and where in the program it happened. */
export interface RedactedError {
  readonly name: string;
  readonly code?: string;
  readonly frames: readonly string[];
  readonly cause?: RedactedError;
}

const maximumFrames = 12;
/** Causes of causes that are followed; some go round in a circle. */
const maximumCauses = 4;

/**
 * Reduces an error to what holds no personal data. Messages are dropped: drivers and validators put
 * values, statements and paths into them.
 */
export function redactError(error: unknown, causes = maximumCauses): RedactedError {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const code = 'code' in error && /^[A-Z0-9_]{1,60}$/.test(String(error.code)) ? String(error.code) : undefined;
  return {
    name: error.name,
    ...(code ? { code } : {}),
    frames: framesOf(error),
    ...(error.cause === undefined || causes === 0 ? {} : { cause: redactError(error.cause, causes - 1) }),
  };
}

/**
 * Function and the last two parts of each file name. The stack begins with the message, whose lines may look like
 * frames: it is cut out; where it cannot be found (it was changed since), there are no frames.
 */
function framesOf({ stack, message }: Error): readonly string[] {
  const start = stack?.indexOf(message) ?? -1;
  if (!stack || start === -1) return [];
  return stack
    .slice(start + message.length)
    .split('\n')
    .map((line) => /^\s+at (?:([\w.<> [\]]+) \()?(?:.*?)([^/\\]+[/\\][^/\\]+:\d+):\d+\)?$/.exec(line))
    .filter((match) => match !== null)
    .slice(0, maximumFrames)
    .map((match) => `${match[1] ?? '-'} ${match[2]}`);
}
