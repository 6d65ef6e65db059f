/** Sign-in with code and PKCE against the hosted page of Cognito, or of any OpenID provider. */
import { type User, WebStorageStateStore } from "oidc-client-ts";
import type { AuthProviderProps } from "react-oidc-context";
import type { RuntimeConfig } from "./config.ts";

/** The provider's addresses are given, so that no discovery request is needed at start. */
export function authSettings(config: RuntimeConfig): AuthProviderProps {
  return {
    authority: config.authority,
    client_id: config.client_id,
    redirect_uri: config.redirect_uri,
    response_type: "code",
    // Cognito puts all readable attributes (agency, office) into the id token for this scope alone.
    scope: "openid",
    metadata: {
      issuer: config.authority,
      authorization_endpoint: config.authorize_url,
      token_endpoint: config.token_url,
    },
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    onSigninCallback: returnToPage,
  };
}

/** Where the officer wanted to go before sign-in; also drops code and state from the address. */
function returnToPage(user: User | undefined): void {
  const state = user?.state as { path?: string } | undefined;
  const path = state?.path?.startsWith("/") && !state.path.startsWith("//") ? state.path : "/";
  history.replaceState(null, "", path);
}

/** Cognito's logout is not the OpenID one: client and return address go into the query. */
export function logoutUrl(config: RuntimeConfig): string {
  const query = new URLSearchParams({ client_id: config.client_id, logout_uri: config.redirect_uri });
  return `${config.logout_url}?${query}`;
}
