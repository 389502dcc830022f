/* Every icon of the page, drawn on a 20 x 20 grid. `mirror` flips the directional ones in right-to-left. */

const PATHS = {
  play: "M6 4.2v11.6c0 .7.8 1.2 1.4.8l9-5.8c.6-.4.6-1.2 0-1.6l-9-5.8c-.6-.4-1.4 0-1.4.8z",
  pause: "M5.5 4h3v12h-3zM11.5 4h3v12h-3z",
  stop: "M5 5.8c0-.4.4-.8.8-.8h8.4c.4 0 .8.4.8.8v8.4c0 .4-.4.8-.8.8H5.8c-.4 0-.8-.4-.8-.8z",
  send: "M10 16.5V4.2M4.8 9.2 10 4l5.2 5.2",
  clip: "M14.8 9.3l-5.6 5.6a3.6 3.6 0 0 1-5.1-5.1l6.3-6.3a2.4 2.4 0 0 1 3.4 3.4l-6.2 6.2a1.2 1.2 0 0 1-1.7-1.7l5.3-5.3",
  plus: "M10 4.5v11M4.5 10h11",
  cross: "M5.5 5.5l9 9M14.5 5.5l-9 9",
  check: "M4.5 10.5l3.6 3.6 7.4-8",
  down: "M5.5 8l4.5 4.5L14.5 8",
  next: "M8 5.5l4.5 4.5L8 14.5",
  arrowDown: "M10 4v12M5 11l5 5 5-5",
  sun: "M10 6.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8zM10 2.2v1.6M10 16.2v1.6M2.2 10h1.6M16.2 10h1.6M4.5 4.5l1.1 1.1M14.4 14.4l1.1 1.1M15.5 4.5l-1.1 1.1M5.6 14.4l-1.1 1.1",
  moon: "M16.2 12.1A6.6 6.6 0 0 1 7.9 3.8a6.6 6.6 0 1 0 8.3 8.3z",
  half: "M10 3.2a6.8 6.8 0 1 0 0 13.6zM10 3.2a6.8 6.8 0 0 1 0 13.6",
  sound: "M3.5 7.8v4.4h2.8l3.7 3V4.8l-3.7 3zM13 7.2a4 4 0 0 1 0 5.6M15.2 5a7 7 0 0 1 0 10",
  soundOff: "M3.5 7.8v4.4h2.8l3.7 3V4.8l-3.7 3zM13.2 8l4 4M17.2 8l-4 4",
  captions: "M3 5.5h14v9H3zM5.5 9h4M11.5 9h3M5.5 11.8h2.5M10 11.8h4.5",
  full: "M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4",
  download: "M10 3.5v9M6 9l4 4 4-4M4 16.5h12",
  note: "M8 14.2V4.6l8-1.6v9.6M8 14.2a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0zM16 12.6a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0z",
  picture: "M3 4.5h14v11H3zM3 13l4-4 3.5 3.5L13 10l4 4",
  paper: "M5 2.8h7l3.2 3.2v11.2H5zM7.5 9.5h5M7.5 12.5h5",
  chat: "M3.5 4.5h13v9H9l-3.5 3v-3h-2z",
  grid: "M3.5 4.5h5.5v4.5H3.5zM11 4.5h5.5v4.5H11zM3.5 11h5.5v4.5H3.5zM11 11h5.5v4.5H11z",
  reel: "M3 5h14v10H3zM6 5v10M14 5v10M3 8.3h3M3 11.7h3M14 8.3h3M14 11.7h3",
  door: "M11.5 3.5h-7v13h7M8.5 10h8M13.5 7l3 3-3 3",
  lock: "M5.5 9h9v7h-9zM7.3 9V6.8a2.7 2.7 0 0 1 5.4 0V9",
  talk: "M3.5 4.5h13v9H9l-3.5 3v-3h-2zM6.5 8h7M6.5 10.5h4.5",
  warn: "M10 3.5l7 12.5H3zM10 8.5v3.5M10 14v.2",
  lamp: "M10 3.2v13.6M3.2 10h13.6M10 5a5 5 0 1 0 0 10 5 5 0 0 0 0-10z",
} as const;

const SOLID = new Set<IconName>(["play", "pause", "stop"]);
const HALF = new Set<IconName>(["half"]);

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20, mirror = false }: { name: IconName; size?: number; mirror?: boolean }) {
  const solid = SOLID.has(name);
  const [first, ...rest] = PATHS[name].split(/(?<=z)(?=M)/);
  return (
    <svg
      className={mirror ? "icon icon-mirror" : "icon"}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill={solid ? "currentColor" : "none"}
      stroke={solid ? "none" : "currentColor"}
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={first} fill={HALF.has(name) ? "currentColor" : undefined} />
      {rest.map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}
