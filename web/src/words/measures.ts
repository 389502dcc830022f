/* Money, time and rates as people read them. Always shown left to right. */

/** `$1.25`; a fraction of a cent is shown to four places, so that no price reads as free. */
export function dollars(micros: number): string {
  const sign = micros < 0 ? "-" : "";
  const size = Math.abs(Math.round(micros));
  const places = size % 10_000 ? 4 : 2;
  return `${sign}$${(size / 1_000_000).toFixed(places)}`;
}

/** 24 from 24, "24" or "24000/1001"; 24 where it can't be read. */
export function rateOf(fps: number | string | undefined): number {
  const [top, bottom] = String(fps ?? 24).split("/");
  const rate = Number(top) / Number(bottom ?? 1);
  return Number.isFinite(rate) && rate > 0 ? rate : 24;
}

/** `1:07.4`: tenths cut off, not rounded; the one way times are shown, here and in what Miri says. */
export function clock(seconds: number): string {
  const tenths = Math.floor(seconds * 10 + 1e-6);
  const rest = String(Math.floor(tenths / 10) % 60).padStart(2, "0");
  return `${Math.floor(tenths / 600)}:${rest}.${tenths % 10}`;
}

export function bytes(size: number): string {
  if (size < 1_000_000) return `${Math.max(1, Math.round(size / 1000))} kB`;
  return `${(size / 1_000_000).toFixed(1)} MB`;
}
