/** The next version of a clinic, from the shipped one it began from: `1.0.0+clinic.3`. */
export function nextClinicVersion(base: string | null, known: readonly string[]): string {
  const shipped = (base ?? '1.0.0').replace(/\+clinic\.\d+$/, '');
  const numbers = known.flatMap((version) => (version.startsWith(`${shipped}+clinic.`) ? [Number(version.slice(shipped.length + '+clinic.'.length))] : []));
  return `${shipped}+clinic.${Math.max(0, ...numbers) + 1}`;
}
