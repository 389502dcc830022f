/* The film leader: crosshair, two rings and a sweeping hand, as before every film ever shown.
   The crosshair stops at the rings, so that words can stand inside them. */

export function Leader({ turning = false }: { turning?: boolean }) {
  return (
    <svg className="leader" viewBox="-160 -90 320 180" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      {turning && <path className="leader-hand" d="M0 0V-260A260 260 0 0 1 260 0Z" />}
      <path className="leader-line" d="M-400 0H-78M78 0H400M0 -300V-78M0 78V300" />
      <circle className="leader-ring" r="84" />
      <circle className="leader-ring" r="78" />
    </svg>
  );
}
