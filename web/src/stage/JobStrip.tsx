/* What is being made right now, one bar per job; empty when nothing is. */
import { useStudio } from "../store/studio";
import type { Job } from "../wire/project";
import { toolInWords } from "../words/tools";
import { useWords } from "../words/words";
import { ProgressBar } from "./ProgressBar";

const OVER = new Set(["READY", "DONE", "FAILED", "CANCELLED", "FETCH_FAILED", "ORPHANED", "COMPLETED"]);
const SHOWN = 4;

export function runningJobs(jobs: Job[] | undefined): Job[] {
  return (jobs ?? []).filter((job) => !OVER.has(job.state.toUpperCase()));
}

function JobRow({ job }: { job: Job }) {
  const w = useWords();
  const live = useStudio((s) => s.progress[job.id]);
  const done = live?.done ?? job.done ?? 0;
  const total = live?.total ?? job.total ?? 0;
  const label = job.label || toolInWords(job.kind, w.code);
  return <ProgressBar label={label} done={done} total={total} secondsLeft={live?.secondsLeft} phase={live?.phase} />;
}

export function JobStrip() {
  const jobs = runningJobs(useStudio((s) => s.project?.jobs));
  if (!jobs.length) return null;
  const rest = jobs.length - SHOWN;
  return (
    <div className="jobs">
      {jobs.slice(0, SHOWN).map((job) => (
        <JobRow key={job.id} job={job} />
      ))}
      {rest > 0 && (
        <bdi className="jobs-rest" dir="ltr">
          +{rest}
        </bdi>
      )}
    </div>
  );
}
