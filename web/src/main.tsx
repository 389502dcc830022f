/* The studio's door: styles and fonts first, then the page. */
import "@fontsource-variable/frank-ruhl-libre/wght.css";
import "@fontsource-variable/heebo/wght.css";
import "./style/tokens.css";
import "./style/base.css";
import "./style/shell.css";
import "./style/chat.css";
import "./style/blocks.css";
import "./style/composer.css";
import "./style/stage.css";
import "./style/ribbon.css";
import "./style/board.css";
import "./style/welcome.css";
import "./style/signin.css";
import "./style/phone.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./App";

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
