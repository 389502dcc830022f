/* On a phone one thing is seen at a time; wide screens show them side by side and hide these. */
import { change, type Tab, useStudio, useTalk } from "../store/studio";
import { useWords } from "../words/words";
import { Icon, type IconName } from "./Icon";

export function Tabs() {
  const w = useWords();
  const tab = useStudio((s) => s.tab);
  const running = useTalk().running;
  const tabs: [Tab, IconName, string][] = [
    ["chat", "chat", w.chat],
    ["shots", "grid", w.shots],
    ["film", "reel", w.film],
  ];
  return (
    <nav className="tabs" aria-label={w.stage}>
      {tabs.map(([id, icon, label]) => (
        <button type="button" key={id} aria-current={tab === id ? "page" : undefined} onClick={() => change({ tab: id })}>
          <Icon name={icon} />
          <span>{label}</span>
          {id === "chat" && running && tab !== "chat" && <i className="dot" />}
        </button>
      ))}
    </nav>
  );
}
