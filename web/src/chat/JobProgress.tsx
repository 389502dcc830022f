/* A job a message promised: follows the job until it is over. */
import { ProgressBar } from "../stage/ProgressBar";
import { isOver } from "../stage/batches";
import { useStudio } from "../store/studio";
import type { ProgressBlock } from "../wire/blocks";
import { useWords } from "../words/words";
import { Icon } from "../shell/Icon";

export function JobProgress({ block }: { block: ProgressBlock }) {
  const w = useWords();
  const job = useStudio((s) => s.project?.jobs?.find((j) => j.id === block.job_id));
  const live = useStudio((s) => s.progress[block.job_id]);
  if (job && isOver(job)) {
    const failed = job.error || job.state.toUpperCase() === "FAILED";
    return (
      <p className="job-over" data-failed={failed ? true : undefined}>
        <Icon name={failed ? "warn" : "check"} size={16} />
        <span dir="auto">{block.label}</span>
        <span className="soft" dir="auto">
          {failed ? job.error || w.toolFailed : w.toolDone}
        </span>
      </p>
    );
  }
  return (
    <ProgressBar
      label={block.label}
      done={live?.done ?? job?.done ?? 0}
      total={live?.total ?? job?.total ?? 0}
      phase={live?.phase}
      secondsLeft={live?.secondsLeft}
    />
  );
}
