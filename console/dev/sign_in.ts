/** A hosted sign-in page with the field names of Cognito's, and tokens that nobody but the mock believes. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Officer } from "./workflow.ts";

export const OFFICERS: Record<string, Officer> = {
  officer: {
    user: "j.meyer",
    name: "J. Meyer",
    roles: ["targeting_officer"],
    agency: "customs",
    office: "NTC",
    permissions: [
      "carrier:view",
      "carrier:edit",
      "rule:view",
      "rule:write",
      "rule:approve",
      "capacity:edit",
      "draw:edit",
      "message:validate",
      "watchlist:view",
      "watchlist:edit",
      "watchlist:adjudicate",
      "case:view",
      "case:claim",
      "case:decide",
      "traveller:view",
      "traveller:search",
      "movement:view",
      "message:view",
      "message:resubmit",
      "statistics:view",
      "audit:view",
      "audit:verify",
    ],
  },
  port: {
    user: "a.silva",
    name: "A. Silva",
    roles: ["examining_officer"],
    agency: "customs",
    office: "OFF-T1",
    permissions: ["case:view", "case:acknowledge", "case:result", "traveller:view", "statistics:view"],
  },
};

const nonces = new Map<string, string>();
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

export const officerOf = (request: IncomingMessage): Officer | undefined => {
  const claims = request.headers.authorization?.split(".")[1];
  return claims ? OFFICERS[JSON.parse(Buffer.from(claims, "base64url").toString()).sub as string] : undefined;
};

export function hostedPage(query: URLSearchParams, response: ServerResponse): void {
  const fields = ["redirect_uri", "state", "nonce"].map(
    (name) =>
      `<input type="hidden" name="${name}" value="${(query.get(name) ?? "").replaceAll('"', "&quot;")}">`,
  );
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(
    `<!doctype html><title>Sign in</title><form method="POST" action="/login">${fields.join("")}
     <label>Username <input name="username"></label> <label>Password <input name="password" type="password"></label>
     <button type="submit">Sign in</button> <p>officer / port, any password</p></form>`,
  );
}

export function signIn(form: URLSearchParams, response: ServerResponse): void {
  const user = form.get("username") ?? "";
  const to = new URL(form.get("redirect_uri") ?? "/");
  nonces.set(user, form.get("nonce") ?? "");
  to.searchParams.set("code", user);
  to.searchParams.set("state", form.get("state") ?? "");
  response.writeHead(302, { Location: to.href }).end();
}

export function tokens(form: URLSearchParams): unknown {
  const sub = form.get("code") ?? form.get("refresh_token") ?? "";
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub, iss: "mock", aud: "console", nonce: nonces.get(sub), iat: now, exp: now + 3600 };
  const token = `${encode({ alg: "none" })}.${encode(claims)}.x`;
  return { id_token: token, access_token: token, refresh_token: sub, token_type: "Bearer", expires_in: 3600 };
}
