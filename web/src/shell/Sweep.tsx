/* The countdown leader's turning hand, small: the page's only sign of waiting. */

export function Sweep({ size = 16 }: { size?: number }) {
  return (
    <svg className="sweep" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="8.2" fill="none" stroke="currentColor" strokeWidth="1.5" opacity=".45" />
      <path className="sweep-hand" d="M10 10V1.8A8.2 8.2 0 0 1 18.2 10z" fill="currentColor" />
    </svg>
  );
}
