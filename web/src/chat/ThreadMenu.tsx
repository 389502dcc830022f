/* Which conversation is open, the others (with what is new or running in them), and a new one. */
import { IconButton } from "../shell/IconButton";
import { Icon } from "../shell/Icon";
import { Sweep } from "../shell/Sweep";
import { useMenu } from "../shell/useMenu";
import { guarded, newThread, openThread } from "../store/open";
import { useStudio } from "../store/studio";
import type { ThreadSummary } from "../wire/talk";
import { useWords } from "../words/words";

function Row({ thread, onPick }: { thread: ThreadSummary; onPick: () => void }) {
  const w = useWords();
  const current = useStudio((s) => s.threadId === thread.id);
  const unread = useStudio((s) => s.unread[thread.id] === true);
  return (
    <button type="button" className="menu-item" aria-current={current || undefined} onClick={onPick}>
      <bdi className="menu-title">{thread.title || w.untitled}</bdi>
      {thread.running && <Sweep />}
      {unread && <i className="dot" />}
    </button>
  );
}

export function ThreadMenu() {
  const w = useWords();
  const menu = useMenu();
  const threads = useStudio((s) => s.threads);
  const threadId = useStudio((s) => s.threadId);
  const current = threads.find((thread) => thread.id === threadId);
  const unread = useStudio((s) => Object.keys(s.unread).length > 0);
  const open = threads.filter((thread) => !thread.archived);
  return (
    <header className="chat-head">
      <div className="menu-home" ref={menu.box}>
        <button
          type="button"
          ref={menu.button}
          className="menu-button"
          aria-expanded={menu.open}
          title={w.conversations}
          onClick={menu.toggle}
        >
          <bdi className="menu-title">{current?.title || w.conversation}</bdi>
          {unread && <i className="dot" />}
          <Icon name="down" size={16} />
        </button>
        {menu.open && (
          <div className="menu" role="group" aria-label={w.conversations}>
            {open.map((thread) => (
              <Row
                key={thread.id}
                thread={thread}
                onPick={() => {
                  menu.close();
                  void guarded(() => openThread(thread.id));
                }}
              />
            ))}
          </div>
        )}
      </div>
      <IconButton icon="plus" label={w.newThread} onClick={() => void newThread()} />
    </header>
  );
}
