/** System under which the directory keeps the licence number of a referrer. */
export const licenceSystem = 'urn:relais:identifier:professional-licence';

/** A licence number as it is compared: letters and digits alone. */
export function comparedLicence(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
