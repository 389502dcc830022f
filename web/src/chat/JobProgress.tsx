/* Work a message promised: one job, or all the jobs of one request, followed until they are over. */
import { isOver } from "../stage/batches";
import { ProgressBar } from "../stage/ProgressBar";
import { useStudio } from "../store/studio";
import type { ProgressBlock } from "../wire/blocks";
import type { Job } from "../wire/project";
import { useWords } from "../words/words";
import { Icon } from "../shell/Icon";

function failedOf(jobs: Job[]): Job[] {
  return jobs.filter((job) => job.error || job.state.toUpperCase() === "FAILED");
}

/** What went well speaks for itself; what did not is named. */
function Over({ jobs }: { jobs: Job[] }) {
  const w = useWords();
  const [failed] = failedOf(jobs);
  if (!failed) return null;
  return (
    <p className="job-over">
      <Icon name="warn" size={16} />
      <span dir="auto">
        {failed.label && <b>{failed.label} </b>}
        {failed.error || w.toolFailed}
      </span>
    </p>
  );
}

function Several({ label, jobs, ids }: { label: string; jobs: Job[]; ids: string[] }) {
  return <ProgressBar label={label} done={jobs.filter(isOver).length} total={ids.length} />;
}

function Single({ block }: { block: ProgressBlock }) {
  const live = useStudio((s) => s.progress[block.job_id]);
  return (
    <ProgressBar
      label={block.label}
      done={live?.done ?? 0}
      total={live?.total ?? 0}
      phase={live?.phase}
    />
  );
}

export function JobProgress({ block }: { block: ProgressBlock }) {
  const all = useStudio((s) => s.project?.jobs);
  const ids = block.jobs?.length ? block.jobs : [block.job_id];
  const jobs = (all ?? []).filter((job) => ids.includes(job.id));
  if (jobs.length && jobs.every(isOver)) return <Over jobs={jobs} />;
  return ids.length > 1 ? <Several label={block.label} jobs={jobs} ids={ids} /> : <Single block={block} />;
}
