/* What a person said. A command is shown as what it is; the sample button's in the words of the button. */
import { SAMPLE } from "../stage/Welcome";
import { useWords } from "../words/words";

export function Said({ text }: { text: string }) {
  const w = useWords();
  if (!text) return null;
  if (text !== SAMPLE && /^\/[a-z_]+(\s|$)/.test(text))
    return (
      <p className="said said-command" dir="ltr">
        {text}
      </p>
    );
  return (
    <p className="said" dir="auto">
      {text === SAMPLE ? w.useSample : text}
    </p>
  );
}
