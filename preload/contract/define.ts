import { oc } from '@orpc/contract';
import { declaredErrors } from './errors.ts';
import type { Permission, Scope } from './permissions.ts';

/**
 * Who may call an operation. `public` needs no sign-in (first start, sign-in itself), `signed-in` any account;
 * everything else names a permission of the matrix. There is no default: an operation without an access
 * declaration cannot be written, because `operation()` is the only way to start one.
 */
export type Access = Permission | 'public' | 'signed-in';

/** What the middleware reads from each operation's declaration. */
export interface OperationMeta {
  readonly access: Access;
  readonly scope: Scope;
}

/**
 * Starts the declaration of an operation with its access and scope.
 *
 * @example operation({ access: 'patient.read', scope: 'clinic' }).input(schema).output(schema)
 */
export function operation(meta: OperationMeta) {
  return oc.$meta<OperationMeta>(meta).errors(declaredErrors);
}
