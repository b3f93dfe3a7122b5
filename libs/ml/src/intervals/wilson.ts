import { type Ends, Z } from './interval';

/**
 * The score interval of a proportion, `hits` of `rows` independent rows (Wilson 1927), without continuity correction;
 * 95 %. `rows` must be positive.
 */
export function wilson(hits: number, rows: number): Ends {
  const share = hits / rows;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * rows);
  const reach = Z * Math.sqrt((share * (1 - share)) / rows + z2 / (4 * rows * rows));
  const scale = 1 + z2 / rows;
  return {
    low: hits === 0 ? 0 : (centre - reach) / scale,
    high: hits === rows ? 1 : (centre + reach) / scale,
  };
}
