import "@cloudscape-design/global-styles/index.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/risk.css";
import "./styles/rules.css";
import "./styles/queue.css";
import "./styles/dossier.css";
import "./styles/board.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { AuthProvider } from "react-oidc-context";
import { authSettings } from "./app/auth.ts";
import { loadConfig } from "./app/config.ts";
import { Gate } from "./app/gate.tsx";
import { applyLooks } from "./app/preferences.ts";
import { nameTokens } from "./app/theme.ts";
import { Language } from "./i18n/language.tsx";
import { startTranslations } from "./i18n/start.ts";

async function start(): Promise<void> {
  nameTokens();
  applyLooks();
  const [config] = await Promise.all([loadConfig(), startTranslations()]);
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no element #root");
  createRoot(root).render(
    <StrictMode>
      <Language>
        <AuthProvider {...authSettings(config)}>
          <Gate config={config} />
        </AuthProvider>
      </Language>
    </StrictMode>,
  );
}

start().catch(() => {
  // Nothing is up yet, not even the catalogues: plain words on a plain page.
  document.body.textContent =
    "Offing could not start: its settings (/config.json) did not load. Reload the page; if this stays, call the service desk.";
});
