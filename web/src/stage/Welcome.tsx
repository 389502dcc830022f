/* The first visit: the screen waits with its leader running, and says what will happen, in four steps. */
import { useRef } from "react";

import { addFiles } from "../store/files";
import { say } from "../store/say";
import { useStudio, useTalk } from "../store/studio";
import { Sweep } from "../shell/Sweep";
import { useWords } from "../words/words";
import { Leader } from "./Leader";

export const SAMPLE = "/add_song sample=true";

export function FilePick({ className, children }: { className: string; children: React.ReactNode }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="audio/*,.mp3,.wav,.flac,.m4a,.ogg,.opus,.aac"
        className="unseen"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          void addFiles(event.target.files ?? []);
          event.target.value = "";
        }}
      />
      <button type="button" className={className} onClick={() => input.current?.click()}>
        {children}
      </button>
    </>
  );
}

/** Two sentences, two lines. */
export function Tagline() {
  const w = useWords();
  return w.tagline.map((line) => (
    <span className="tagline" key={line}>
      {line}{" "}
    </span>
  ));
}

function Steps() {
  const w = useWords();
  const steps = [
    ["intro", w.stepListen, w.stepListenMore],
    ["verse", w.stepTell, w.stepTellMore],
    ["prechorus", w.stepSee, w.stepSeeMore],
    ["chorus", w.stepCut, w.stepCutMore],
  ] as const;
  return (
    <ol className="steps">
      {steps.map(([tone, title, text]) => (
        <li key={tone} data-section={tone}>
          <h3>{title}</h3>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  );
}

export function Welcome() {
  const w = useWords();
  const { running, sending } = useTalk();
  const uploading = useStudio((s) => s.attachments.some((a) => !a.mediaId && !a.error));
  const busy = running || uploading || sending.some((out) => out.failed === null);
  return (
    <section className="stage welcome" aria-label={w.stage}>
      <div className="welcome-screen">
        <Leader turning />
        <div className="welcome-words">
          <h2>
            <Tagline />
          </h2>
          <p>{w.taglineMore}</p>
          {busy ? (
            <p className="welcome-busy">
              <Sweep size={22} /> {w.workingHere}
            </p>
          ) : (
            <>
              <div className="welcome-buttons">
                <FilePick className="button button-lamp">{w.chooseSong}</FilePick>
                <button type="button" className="button button-glass" onClick={() => say(SAMPLE)}>
                  {w.useSample}
                </button>
              </div>
              <small>{w.dropKinds}</small>
            </>
          )}
        </div>
      </div>
      <Steps />
    </section>
  );
}
