import { credentialKindsBody } from '#contract/credentials.ts';
import { contentOf } from '../content/content-piece.ts';
import kinds from './content/credential-kinds.json' with { type: 'json' };

/** The kinds of training the program comes with: content, checked as this module is loaded. */

export const credentialKindsKind = 'credential-kinds';
export const credentialKindsContent = contentOf(credentialKindsKind, credentialKindsBody);
/** What the clinic itself asks for. */
export const clinicSource = 'CLINIC';

export const builtInCredentialKinds = credentialKindsContent.parse(kinds);

/** The same as a row of `content_version`. */
export const credentialContentItems = [{ kind: builtInCredentialKinds.kind, id: builtInCredentialKinds.id, version: builtInCredentialKinds.version, body: builtInCredentialKinds }];
