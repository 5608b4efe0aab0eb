/**
 * Half-up to so many decimals, as one does by hand: what the machine adds beyond the twelfth digit (4.40 − 3.20 =
 * 1.2000000000000002) is not part of the value.
 */
export function roundHalfUp(value: number, decimals = 2): number {
  const scale = 10 ** decimals;
  return Math.floor(Number((value * scale).toPrecision(12)) + 0.5) / scale;
}
