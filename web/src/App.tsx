/* The page: bar, chat at the inline start, stage beside it; on a phone one of them at a time. */
import { useEffect } from "react";

import { Chat } from "./chat/Chat";
import { DropAnywhere } from "./shell/DropAnywhere";
import { Lightbox } from "./shell/Lightbox";
import { Notices } from "./shell/Notices";
import { SignIn } from "./shell/SignIn";
import { Sweep } from "./shell/Sweep";
import { Tabs } from "./shell/Tabs";
import { TopBar } from "./shell/TopBar";
import { Stage } from "./stage/Stage";
import { learnSession } from "./store/door";
import { boot } from "./store/open";
import { useStudio, useTalk } from "./store/studio";
import { useWords } from "./words/words";

function Trouble({ text }: { text: string }) {
  const w = useWords();
  return (
    <main className="trouble" role="alert">
      <h1>{w.couldNotOpen}</h1>
      <p dir="auto">{text}</p>
      <button type="button" className="button button-lamp" onClick={() => location.reload()}>
        {w.tryAgain}
      </button>
    </main>
  );
}

function useTitle(): void {
  const w = useWords();
  const name = useStudio((s) => s.project?.name);
  const running = useTalk().running;
  useEffect(() => {
    document.title = `${running ? "● " : ""}${name ? `${name} · ` : ""}${w.miri}`;
  }, [name, running, w]);
}

export function App() {
  const w = useWords();
  const open = useStudio((s) => s.project !== null);
  const trouble = useStudio((s) => s.trouble);
  const outside = useStudio((s) => s.outside);
  const tab = useStudio((s) => s.tab);
  useTitle();
  useEffect(boot, []);
  useEffect(() => void learnSession(), []);
  if (outside) return <SignIn />;
  if (trouble) return <Trouble text={trouble} />;
  if (!open)
    return (
      <div className="opening" role="status">
        <Sweep size={40} />
        <span className="unseen">{w.loading}</span>
      </div>
    );
  return (
    <div className="shell" data-tab={tab}>
      <TopBar />
      <main>
        <Chat />
        <Stage />
      </main>
      <Tabs />
      <Notices />
      <DropAnywhere />
      <Lightbox />
    </div>
  );
}
