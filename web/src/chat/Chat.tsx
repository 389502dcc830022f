/* The conversation: which one, what was said, and where one speaks. */
import { useStudio } from "../store/studio";
import { useWords } from "../words/words";
import { Announcer } from "./Announcer";
import { Composer } from "./Composer";
import { Log } from "./Log";
import { ThreadMenu } from "./ThreadMenu";

export function Chat() {
  const w = useWords();
  const thread = useStudio((s) => s.threadId);
  return (
    <section className="chat" aria-label={w.conversation}>
      <ThreadMenu />
      <Log />
      <Composer />
      <Announcer key={thread} />
    </section>
  );
}
