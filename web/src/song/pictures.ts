/* Which stored picture or clip stands for a shot right now. */
import type { Project, Shot, Version } from "../wire/project";

function chosen(project: Project, shot: Shot, kind: "still" | "clip"): Version | undefined {
  const versions = project.versions ?? [];
  const named = shot.selected?.[kind];
  if (named) return versions.find((version) => version.id === named || version.media_id === named);
  return versions.findLast(
    (version) => version.target_id === shot.id && version.kind === kind && version.media_id,
  );
}

/** The media id of a shot's still, or null while it is not drawn. */
export function stillOf(project: Project, shot: Shot): string | null {
  const version = chosen(project, shot, "still");
  return version?.media_id ?? null;
}

/** Whether the shot's still is a draft with its number and time drawn into the corner. */
export function isLabelled(project: Project, shot: Shot): boolean {
  return /^(offline|rehearsal)$/.test(chosen(project, shot, "still")?.provider ?? "");
}

/** Whether a shot's picture still waits for a person's yes or no. */
export function waitsForYes(project: Project, shot: Shot): boolean {
  const status = chosen(project, shot, "still")?.status;
  return shot.status === "AWAITING_APPROVAL" && status !== "APPROVED" && status !== "REJECTED";
}

/** Index of the shot that covers a frame; -1 where none does. Shots are sorted and tile the song. */
export function shotIndexAt(shots: Shot[], frame: number): number {
  let low = 0;
  let high = shots.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const shot = shots[middle]!;
    if (frame < shot.start_frame) high = middle - 1;
    else if (frame >= shot.end_frame) low = middle + 1;
    else return middle;
  }
  return -1;
}

export function inOrder(shots: Shot[] | undefined): Shot[] {
  return [...(shots ?? [])].sort((a, b) => a.start_frame - b.start_frame || a.number - b.number);
}
