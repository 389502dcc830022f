/* A still that moves as its shot's camera will: where the picture stands at `share` (0..1) of the shot. */

type Pose = [scale: number, x: number, y: number];

const MOVES: Record<string, [from: Pose, to: Pose]> = {
  hold: [[1.02, 0, 0], [1.02, 0, 0]],
  push: [[1.01, 0, 0], [1.14, 0, 0]],
  pull: [[1.14, 0, 0], [1.01, 0, 0]],
  pan_left: [[1.12, -4.5, 0], [1.12, 4.5, 0]],
  pan_right: [[1.12, 4.5, 0], [1.12, -4.5, 0]],
  tilt_up: [[1.12, 0, -4.5], [1.12, 0, 4.5]],
  tilt_down: [[1.12, 0, 4.5], [1.12, 0, -4.5]],
};

function handheld(share: number): Pose {
  const sway = share * Math.PI * 2;
  return [1.07, Math.sin(sway * 1.3) * 1.1 + Math.sin(sway * 3.1) * 0.4, Math.cos(sway * 1.7) * 0.9];
}

/** A CSS transform. Unknown moves hold. */
export function cameraPose(move: string | undefined, share: number): string {
  const t = Math.min(1, Math.max(0, share));
  if (move === "handheld") return asTransform(handheld(t));
  const [from, to] = MOVES[move ?? "hold"] ?? MOVES.hold!;
  const between = (i: 0 | 1 | 2) => from[i] + (to[i] - from[i]) * t;
  return asTransform([between(0), between(1), between(2)]);
}

function asTransform([scale, x, y]: Pose): string {
  return `translate(${x.toFixed(2)}%, ${y.toFixed(2)}%) scale(${scale.toFixed(4)})`;
}
