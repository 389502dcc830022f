/* The thin bar above everything: whose page this is, which film, what is going on, language and light. */
import { signOut } from "../store/door";
import { nextTheme, useTheme } from "../store/look";
import { inWords, learnTools } from "../store/open";
import { callTool } from "../store/say";
import { notice, studio, useStudio } from "../store/studio";
import { dollars } from "../words/measures";
import { fill, speak, useWords, words } from "../words/words";
import { IconButton } from "./IconButton";
import { ProjectMenu } from "./ProjectMenu";
import { Sweep } from "./Sweep";

/** While nothing has been said yet, the film speaks the page's language; later it is Miri's to change. */
function followLanguage(): void {
  const { project, talks } = studio();
  const untouched = !project?.song && Object.values(talks).every((talk) => !talk.messages.length);
  const language = words().code;
  if (project && untouched && project.language !== language) void callTool("set_language", { language });
}

function LanguageSwitch() {
  const w = useWords();
  const other = w.code === "he" ? "en" : "he";
  const turn = () => {
    speak(other);
    followLanguage();
    void learnTools();
  };
  return (
    <button type="button" className="language" lang={other} onClick={turn}>
      {w.otherLanguage}
    </button>
  );
}

const THEME_ICON = { system: "half", light: "sun", dark: "moon" } as const;

function ThemeSwitch() {
  const w = useWords();
  const { theme } = useTheme();
  const label = { system: w.themeSystem, light: w.themeLight, dark: w.themeDark }[theme];
  return <IconButton icon={THEME_ICON[theme]} label={label} onClick={nextTheme} />;
}

function WayOut() {
  const w = useWords();
  const session = useStudio((s) => s.session);
  if (!session?.asks) return null;
  const leave = () => signOut().catch((error: unknown) => notice(inWords(error)));
  return <IconButton icon="door" label={fill(w.signOut, { name: session.person?.name ?? "" })} onClick={leave} />;
}

function RunningBadge() {
  const w = useWords();
  const running = useStudio((s) => s.threads.filter((thread) => thread.running && !thread.archived).length);
  if (!running) return null;
  return (
    <span className="running">
      <Sweep />
      <span className="running-words">{w.working}</span>
      {running > 1 && <bdi dir="ltr">×{running}</bdi>}
    </span>
  );
}

function Money() {
  const w = useWords();
  const budget = useStudio((s) => s.project?.budget);
  if (!budget?.limit_micros) return null;
  const text = fill(w.spent, { spent: dollars(budget.spent_micros), limit: dollars(budget.limit_micros) });
  return <span className="money">{text}</span>;
}

export function TopBar() {
  const w = useWords();
  return (
    <header className="topbar">
      <h1 className="wordmark">{w.miri}</h1>
      <ProjectMenu />
      <span className="topbar-space" />
      <RunningBadge />
      <Money />
      <LanguageSwitch />
      <ThemeSwitch />
      <WayOut />
    </header>
  );
}
