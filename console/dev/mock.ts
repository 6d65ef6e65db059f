/** A stand-in for sign-in and API while the console is worked on. It lives in the Vite server only. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connect, Plugin } from "vite";
import { Refusal, ROUTES } from "./routes.ts";
import { hostedPage, officerOf, signIn, tokens } from "./sign_in.ts";
import { createWorld } from "./world.ts";

/** What the web stack must send with every page; kept here so that the previews prove the build obeys it. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export function mockService(): Plugin {
  const answer = service();
  return {
    name: "mock-service",
    configureServer: (server) => void server.middlewares.use(answer),
    configurePreviewServer: (server) => {
      server.middlewares.use((_request, response, next) => {
        response.setHeader("Content-Security-Policy", CSP);
        next();
      });
      server.middlewares.use(answer);
    },
  };
}

function service(): Connect.NextHandleFunction {
  const world = createWorld();
  return async (request, response, next) => {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    const text = request.method === "GET" ? "" : await bodyOf(request);
    if (url.pathname === "/config.json") return json(response, 200, config(url.origin));
    if (url.pathname === "/oauth2/authorize") return hostedPage(url.searchParams, response);
    if (url.pathname === "/login") return signIn(new URLSearchParams(text), response);
    if (url.pathname === "/oauth2/token") return json(response, 200, tokens(new URLSearchParams(text)));
    if (url.pathname === "/logout") return void response.writeHead(302, { Location: "/" }).end();
    if (!url.pathname.startsWith("/api/")) return next();
    return api(request, response, url, text);
  };

  function api(request: IncomingMessage, response: ServerResponse, url: URL, text: string) {
    const officer = officerOf(request);
    if (!officer) return problem(response, 401, "Sign in first.");
    const path = decodeURIComponent(url.pathname.slice("/api".length));
    const route = ROUTES.find(([method, pattern]) => method === request.method && pattern.test(path));
    if (!route) return problem(response, 404, "There is no such route.");
    const ifMatch = request.headers["if-match"];
    const params = route[1].exec(path)?.slice(1) ?? [];
    try {
      const plain = request.headers["content-type"]?.startsWith("text/");
      const body = plain ? { text } : text ? JSON.parse(text) : {};
      json(response, 200, route[2]({ params, query: url.searchParams, body, ifMatch, officer, world }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem(response, error.status, error.message, error.errors);
    }
  }
}

const config = (origin: string) => ({
  authority: `${origin}/mock`,
  client_id: "console",
  authorize_url: `${origin}/oauth2/authorize`,
  token_url: `${origin}/oauth2/token`,
  logout_url: `${origin}/logout`,
  redirect_uri: `${origin}/`,
  stage: "local",
  api: "/api",
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function json(response: ServerResponse, status: number, body: unknown, type = "application/json"): void {
  response.writeHead(status, { "Content-Type": type }).end(JSON.stringify(body));
}

const problem = (response: ServerResponse, status: number, detail: string, errors: object[] = []) =>
  json(
    response,
    status,
    { type: "about:blank", title: "Refused", status, detail, code: "mock", errors },
    "application/problem+json",
  );
