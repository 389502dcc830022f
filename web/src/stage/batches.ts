/* Jobs that were asked for together: sixteen stills are one piece of work to a person. */
import type { Job } from "../wire/project";

const OVER = new Set(["READY", "DONE", "FAILED", "CANCELLED", "ORPHANED"]);

export interface Batch {
  key: string;
  kind: string;
  jobs: Job[];
  /** Those not over yet. */
  open: Job[];
}

export function isOver(job: Job): boolean {
  return OVER.has(job.state.toUpperCase());
}

/** By the call that asked for them; a job nobody's call asked for stands alone. */
export function batches(jobs: Job[]): Batch[] {
  const found = new Map<string, Job[]>();
  for (const job of jobs) {
    const key = job.call_id ? `${job.call_id}:${job.kind}` : job.id;
    found.set(key, [...(found.get(key) ?? []), job]);
  }
  return [...found].map(([key, batch]) => ({
    key,
    kind: batch[0]!.kind,
    jobs: batch,
    open: batch.filter((job) => !isOver(job)),
  }));
}
