import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npmCommand } from '../launch/npm.mjs';
import { inRoot, root } from '../launch/paths.mjs';
import { type ShippedPackage, shippedPackages } from './shipped-packages.ts';

interface BillOfMaterials {
  readonly metadata: { readonly component: Record<string, unknown> };
  readonly components: readonly { readonly 'bom-ref': string; readonly name: string; readonly version: string; readonly licenses?: readonly object[] }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const folder = inRoot('dist', 'notices');

/** Licences that a package gives in its LICENSE file and forgets in its description. */
const licencesInFile: Readonly<Record<string, string>> = { 'png-js': 'MIT' };

/** Writes into `dist/notices` what is shipped beside our own code: a CycloneDX bill of materials, and every licence's text. */
export function writeNotices(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const packages = shippedPackages();
  writeFileSync(path.join(folder, 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(packages), null, 1)}\n`);
  writeFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), packages.map(noticeOf).join('\n'));
}

/** npm's own bill of the whole lock, kept to what is shipped: Relais bundles, so npm's "production" is not it. */
function billOfMaterials(packages: readonly ShippedPackage[]): BillOfMaterials {
  const { program, args } = npmCommand('sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--loglevel=error');
  const whole = JSON.parse(execFileSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' && program === 'npm' })) as BillOfMaterials;
  const shipped = new Set(packages.map(({ name, version }) => `${name}@${version}`));
  const components = whole.components
    .filter(({ 'bom-ref': reference, name, version }) => shipped.has(reference) || shipped.has(`${name}@${version}`))
    .map((component) => {
      const id = component.licenses?.length ? undefined : licencesInFile[component.name];
      return id === undefined ? component : { ...component, licenses: [{ license: { id } }] };
    });
  const kept = new Set([...components.map((component) => component['bom-ref'])]);
  const { component } = whole.metadata;
  return {
    ...whole,
    metadata: { ...whole.metadata, component: { ...component, type: 'application', name: 'relais' } },
    components,
    dependencies: whole.dependencies.filter(({ ref }) => kept.has(ref)).map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) })),
  };
}

function noticeOf({ name, version, folder: place }: ShippedPackage): string {
  const { license = licencesInFile[name] } = JSON.parse(readFileSync(path.join(place, 'package.json'), 'utf8')) as { license?: string };
  const texts = readdirSync(place).filter((file) => /^(licen[cs]e|notice|copying|ofl)/i.test(file) && !/\.(js|ts|json)$/.test(file));
  const body = texts.map((file) => readFileSync(path.join(place, file), 'utf8').trim()).join('\n\n');
  return `${'='.repeat(80)}\n${name} ${version} (${license ?? 'see below'})\n${'='.repeat(80)}\n${body === '' ? `Published under ${license ?? 'its licence'}, without a text of its own.` : body}\n`;
}
