/* An empty conversation introduces itself. On a phone, where the stage is out of sight, it also has the buttons. */
import { say } from "../store/say";
import { useStudio } from "../store/studio";
import { useWords } from "../words/words";
import { Leader } from "../stage/Leader";
import { FilePick, SAMPLE, Tagline } from "../stage/Welcome";

export function Hello() {
  const w = useWords();
  const song = useStudio((s) => s.project?.song);
  return (
    <div className="hello">
      {!song && (
        <div className="hello-screen">
          <Leader turning />
          <p>
            <Tagline />
          </p>
        </div>
      )}
      <h2>{w.hello}</h2>
      {!song && (
        <>
          <p>{w.helloMore}</p>
          <div className="hello-buttons">
            <FilePick className="button button-lamp">{w.chooseSong}</FilePick>
            <button type="button" className="button" onClick={() => say(SAMPLE)}>
              {w.useSample}
            </button>
          </div>
        </>
      )}
    </div>
  );
}
