import { type Permission, permissions, type Role, type Scope, scopes } from '#contract/permissions.ts';
import matrix from './roles.json' with { type: 'json' };

/** What a person may do, and how far each permission reaches. */
export type Grants = Readonly<Partial<Record<Permission, Scope>>>;

const grantsByRole = matrix as Readonly<Record<Role, Grants>>;

/** Widest first: several roles add up. */
const breadth = (scope: Scope): number => scopes.indexOf(scope);

/** The grants of somebody who holds these roles: every permission of any of them, at its widest. */
export function grantsOf(roles: readonly Role[]): Grants {
  const grants: Partial<Record<Permission, Scope>> = {};
  for (const role of roles) {
    for (const permission of permissions) {
      const scope = grantsByRole[role][permission];
      const present = grants[permission];
      if (scope && (!present || breadth(scope) < breadth(present))) grants[permission] = scope;
    }
  }
  return grants;
}
