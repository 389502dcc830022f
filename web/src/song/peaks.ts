/* The waveform's outline: one closed shape, mirrored about the middle, loudest peak at full height. */

export const WAVE_WIDTH = 1000;
export const WAVE_HEIGHT = 100;

/** At most `wanted` values, each the loudest of its stretch, so that no beat is averaged away. */
export function thin(peaks: readonly number[], wanted: number): number[] {
  if (peaks.length <= wanted) return [...peaks];
  return Array.from({ length: wanted }, (_, i) => {
    const from = Math.floor((i * peaks.length) / wanted);
    const to = Math.max(from + 1, Math.floor(((i + 1) * peaks.length) / wanted));
    return Math.max(...peaks.slice(from, to));
  });
}

/** An SVG path in a WAVE_WIDTH x WAVE_HEIGHT box; "" without peaks. */
export function outline(peaks: readonly number[], wanted = 500): string {
  const values = thin(peaks, wanted);
  const loudest = Math.max(...values, 1);
  if (!values.length) return "";
  const middle = WAVE_HEIGHT / 2;
  const step = WAVE_WIDTH / Math.max(1, values.length - 1);
  const point = (i: number, sign: 1 | -1) => {
    const size = Math.max(0.015, values[i]! / loudest) * middle;
    return `${(i * step).toFixed(1)} ${(middle - sign * size).toFixed(1)}`;
  };
  const top = values.map((_, i) => point(i, 1));
  const bottom = values.map((_, i) => point(i, -1)).reverse();
  return `M${[...top, ...bottom].join("L")}Z`;
}
