/* The conversation: which one, what was said, and where one speaks. */
import { useWords } from "../words/words";
import { Announcer } from "./Announcer";
import { Composer } from "./Composer";
import { Log } from "./Log";
import { ThreadMenu } from "./ThreadMenu";

export function Chat() {
  const w = useWords();
  return (
    <section className="chat" aria-label={w.conversation}>
      <ThreadMenu />
      <Log />
      <Composer />
      <Announcer />
    </section>
  );
}
