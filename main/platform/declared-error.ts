import type { z } from 'zod';
import type { declaredErrors, DeclaredErrorCode } from '#contract/errors.ts';

type DataOf<C extends DeclaredErrorCode> = (typeof declaredErrors)[C] extends { data: infer S extends z.ZodType } ? z.input<S> : undefined;

/** An expected outcome of an operation, thrown by services and answered with its code and data. */
export class DeclaredError<C extends DeclaredErrorCode = DeclaredErrorCode> extends Error {
  readonly code: C;
  readonly data: DataOf<C>;

  constructor(code: C, ...[data]: DataOf<C> extends undefined ? [] : [DataOf<C>]) {
    super(code);
    this.name = 'DeclaredError';
    this.code = code;
    this.data = data as DataOf<C>;
  }

  /** One that crossed from another thread, where it was thrown with the data of its code. */
  static from(code: DeclaredErrorCode, data: unknown): DeclaredError {
    return new DeclaredError(...([code, data] as unknown as ConstructorParameters<typeof DeclaredError>));
  }
}

/** Whether something thrown is an expected outcome. */
export function isDeclaredError(error: unknown): error is DeclaredError {
  return error instanceof DeclaredError;
}
