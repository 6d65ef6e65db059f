import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useAuth } from "react-oidc-context";
import { BrowserRouter } from "react-router";
import { createClient, Problem } from "../api/client.ts";
import { ClientContext } from "../api/queries.ts";
import { logoutUrl } from "./auth.ts";
import { isSynthetic, type RuntimeConfig } from "./config.ts";
import { preferences, usePreferences } from "./preferences.ts";
import { Shell } from "./shell.tsx";

/** Lets signed-in officers through to the console; everyone else sees the sign-in page. */
export function Gate({ config }: { config: RuntimeConfig }) {
  const auth = useAuth();
  const { t } = useTranslation();
  if (auth.isLoading)
    return (
      <Welcome config={config}>
        {<StatusIndicator type="loading">{t("signIn.wait")}</StatusIndicator>}
      </Welcome>
    );
  if (auth.isAuthenticated) return <Session config={config} />;
  const path = location.pathname + location.search;
  return (
    <Welcome config={config}>
      {auth.error && <StatusIndicator type="error">{t("signIn.failed")}</StatusIndicator>}
      <Button variant="primary" onClick={() => auth.signinRedirect({ state: { path } })}>
        {t("signIn.button")}
      </Button>
    </Welcome>
  );
}

function Welcome({ config, children }: { config: RuntimeConfig; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <main className="welcome">
      <Container>
        <SpaceBetween size="l" alignItems="center">
          <img src="/mark.svg" alt="" width={64} height={64} />
          <Box variant="h1" textAlign="center">
            Offing
          </Box>
          <Box color="text-body-secondary" textAlign="center">
            {t("signIn.what")}
          </Box>
          {children}
          <Box fontSize="body-s" color="text-body-secondary" textAlign="center">
            {t(isSynthetic(config) ? "signIn.synthetic" : "signIn.warning")}
          </Box>
        </SpaceBetween>
      </Container>
    </main>
  );
}

function Session({ config }: { config: RuntimeConfig }) {
  const auth = useAuth();
  const { purpose } = usePreferences();
  const signOut = async () => {
    await auth.removeUser();
    location.assign(logoutUrl(config));
  };
  // A new purpose starts from nothing: what was shown for another purpose must not stay on screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: purpose is the reason to begin anew
  const queries = useMemo(
    () => new QueryClient({ defaultOptions: { queries: { retry, staleTime: 5_000 } } }),
    [purpose],
  );
  const token = auth.user?.id_token;
  const client = useMemo(
    () =>
      createClient({
        base: config.api,
        token: () => token,
        purpose: () => preferences().purpose,
        language: () => preferences().language,
        onSignedOut: () => void auth.removeUser(),
      }),
    [config.api, token, auth.removeUser],
  );
  return (
    <QueryClientProvider client={queries}>
      <ClientContext value={client}>
        <BrowserRouter>
          <Shell config={config} onSignOut={signOut} />
        </BrowserRouter>
      </ClientContext>
    </QueryClientProvider>
  );
}

/** A refusal stays a refusal; only a silent or failing service is asked again. */
function retry(failures: number, error: Error): boolean {
  return failures < 2 && (!(error instanceof Problem) || error.status === 0 || error.status >= 500);
}
