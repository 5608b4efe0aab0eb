import type { Role } from '#contract/permissions.ts';
import { isClinicDirectory, readKeyring } from '../platform/store/keyring-file.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { Ports } from '../ports.ts';
import { createClinic } from './clinic-creation.ts';
import type { ClinicHost } from './clinic-host.ts';
import { type DemonstrationCounts, seedDemonstration } from './demonstration-seed.ts';

/** Fictional data holds no secret: the passphrase of the demonstration clinic is published. */
export const demonstrationPassphrase = 'clinique de démonstration';

/** Who one can be in the demonstration clinic, by role. */
export const demonstrationPersonas: Readonly<Partial<Record<Role, string>>> = {
  rheumatologist: 'g.lachance',
  ips: 's.gagnon',
  nurse: 'm.ouellet',
  secretary: 'c.dube',
  physiotherapist: 'p.roy',
  'programme-lead': 'd.fortin',
  coordinator: 'i.chauvin',
  oncologist: 'a.mercier',
  'community-nurse': 'j.pellerin',
};

const seed = 1;

export interface CreatedDemonstration {
  readonly clinicId: string;
  readonly counts: DemonstrationCounts;
}

/** Makes the demonstration clinic in a folder: people, patients, requests and a week of visits, the same for the same seed. */
export async function createDemonstration(directory: string, options: { patients: number; seed: number; passphrase?: string }, ports: Ports): Promise<CreatedDemonstration> {
  const { store, keyring } = await createClinic(
    directory,
    {
      clinic: { name: 'Rhumatologie Rosemont', setting: 'private-office', country: 'CA', region: '06', timeZone: 'America/Toronto', language: 'fr', demonstration: true },
      passphrase: options.passphrase ?? demonstrationPassphrase,
    },
    ports,
  );
  try {
    const counts = await seedDemonstration(store, options, ports);
    return { clinicId: keyring.clinicId, counts };
  } finally {
    await store.close();
  }
}

/** Chooses the demonstration clinic of this computer, making it on first use. */
export async function prepareDemonstration(host: ClinicHost, ports: Ports): Promise<void> {
  const directory = host.demonstrationDirectory;
  if (!isClinicDirectory(directory)) await createDemonstration(directory, { patients: host.demonstrationPatients, seed }, ports);
  else if (!readKeyring(directory).demonstration) throw new DeclaredError('ILLEGAL_STATE', { state: 'real-clinic' });
  host.chooseDirectory(directory);
}
