/**
 * Decimals a score is written with. On a scale of tens (CDAI, SDAI, DAPSA) the second is written only where it says
 * something: 11,1 as in the publications, and 10,04 where one decimal would hide which side of 10 it is on.
 */
export function scoreDigits(value: number, { max, decimals }: { readonly max: number; readonly decimals: number }): number {
  const isWhole = Math.abs(value * 10 - Math.round(value * 10)) < 1e-9;
  return decimals === 2 && max > 10 && isWhole ? 1 : decimals;
}
