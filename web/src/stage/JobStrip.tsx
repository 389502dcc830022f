/* What is being made right now: one bar per request, however many jobs it became. */
import { useStudio } from "../store/studio";
import type { Job } from "../wire/project";
import { toolInWords } from "../words/tools";
import { useWords } from "../words/words";
import { batches, type Batch } from "./batches";
import { ProgressBar } from "./ProgressBar";

const KIND_TOOL: Record<string, string> = {
  analysis: "analyse_song",
  still: "generate_stills",
  clip: "generate_clips",
  render: "render_final",
};

function One({ job }: { job: Job }) {
  const w = useWords();
  const live = useStudio((s) => s.progress[job.id]);
  const label = job.label || toolInWords(KIND_TOOL[job.kind] ?? job.kind, w.code);
  return (
    <ProgressBar
      label={label}
      done={live?.done ?? 0}
      total={live?.total ?? 0}
      phase={live?.phase}
    />
  );
}

function Many({ batch }: { batch: Batch }) {
  const w = useWords();
  const label = toolInWords(KIND_TOOL[batch.kind] ?? batch.kind, w.code);
  return <ProgressBar label={label} done={batch.jobs.length - batch.open.length} total={batch.jobs.length} />;
}

export function JobStrip() {
  const jobs = useStudio((s) => s.project?.jobs);
  const running = batches(jobs ?? []).filter((batch) => batch.open.length > 0);
  if (!running.length) return null;
  return (
    <div className="jobs">
      {running.map((batch) =>
        batch.jobs.length === 1 ? <One key={batch.key} job={batch.jobs[0]!} /> : <Many key={batch.key} batch={batch} />,
      )}
    </div>
  );
}
