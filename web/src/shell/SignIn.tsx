/* The door: a token, pasted once. What lies behind it is not loaded yet. */
import { type FormEvent, useState } from "react";

import { signIn } from "../store/door";
import { Leader } from "../stage/Leader";
import { speak, useWords } from "../words/words";
import { Sweep } from "./Sweep";

function Field({ token, trouble, change }: { token: string; trouble: string; change: (token: string) => void }) {
  const w = useWords();
  return (
    <>
      <label htmlFor="token">{w.token}</label>
      <input
        id="token"
        type="password"
        name="password"
        dir="ltr"
        autoComplete="current-password"
        autoFocus
        required
        maxLength={500}
        value={token}
        aria-invalid={trouble !== ""}
        aria-describedby="token-more"
        onChange={(event) => change(event.target.value)}
      />
      <p id="token-more" className={trouble ? "signin-trouble" : "signin-more"} role={trouble ? "alert" : undefined}>
        {trouble || w.tokenMore}
      </p>
    </>
  );
}

export function SignIn() {
  const w = useWords();
  const [token, setToken] = useState("");
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const other = w.code === "he" ? "en" : "he";
  const enter = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setTrouble(await signIn(token.trim()));
    setBusy(false);
  };
  return (
    <main className="signin">
      <div className="signin-room">
        <Leader turning />
      </div>
      <form className="signin-form" onSubmit={enter}>
        <h1 className="wordmark">{w.miri}</h1>
        <p>{w.signInLead}</p>
        <Field token={token} trouble={trouble} change={setToken} />
        <button type="submit" className="button button-lamp" disabled={busy || !token.trim()}>
          {busy ? <Sweep size={18} /> : null}
          {w.signIn}
        </button>
        <button type="button" className="language" lang={other} onClick={() => speak(other)}>
          {w.otherLanguage}
        </button>
      </form>
    </main>
  );
}
