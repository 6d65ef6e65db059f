import { describe, expect, it, vi } from "vitest";
import { createClient, Problem, queryString } from "../src/api/client.ts";

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };

function clientOf(...answers: Answer[]) {
  const queue = [...answers];
  const fetch = vi.fn(async (_url: string | URL | Request, _init?: RequestInit) => {
    const { status = 200, body = {}, headers = {} } = queue.shift() ?? {};
    const hasBody = status !== 304;
    return new Response(hasBody ? JSON.stringify(body) : null, {
      status,
      headers: { "Content-Type": "application/json", ...headers },
    });
  });
  const onSignedOut = vi.fn();
  const client = createClient({
    base: "/api",
    token: () => "token",
    purpose: () => "border_control",
    language: () => "en",
    onSignedOut,
    fetch,
  });
  const sent = (call: number) => fetch.mock.calls[call]?.[1]?.headers as Record<string, string>;
  return { client, fetch, sent, onSignedOut };
}

describe("client", () => {
  it("names token and purpose with every request", async () => {
    const { client, fetch, sent } = clientOf({ body: { items: [] } });
    await client.get("/queue", { state: "opened", office: undefined });
    expect(fetch.mock.calls[0]?.[0]).toBe("/api/queue?state=opened");
    expect(sent(0)).toMatchObject({ Authorization: "Bearer token", "Offing-Purpose": "border_control" });
  });

  it("sends the revision it has seen and nothing of the kind without one", async () => {
    const { client, sent } = clientOf({}, {});
    await client.post("/cases/1/claim", {}, 7);
    await client.post("/messages/1/resubmit", {});
    expect(sent(0)["If-Match"]).toBe("7");
    expect(sent(1)).not.toHaveProperty("If-Match");
  });

  it("answers a 304 with what it remembers", async () => {
    const { client, sent } = clientOf({ body: { n: 1 }, headers: { ETag: '"a"' } }, { status: 304 });
    await client.get("/queue");
    expect(await client.get("/queue")).toEqual({ n: 1 });
    expect(sent(1)["If-None-Match"]).toBe('"a"');
  });

  it("raises the service's own words", async () => {
    const body = { title: "The record has a newer version", detail: "Look again.", code: "stale-write" };
    const { client } = clientOf({
      status: 409,
      body,
      headers: { "Content-Type": "application/problem+json" },
    });
    const refusal = await client.post("/cases/1/clear", {}, 1).catch((error) => error);
    expect(refusal).toBeInstanceOf(Problem);
    expect(refusal).toMatchObject({ status: 409, code: "stale-write", detail: "Look again." });
  });

  it("raises `offline` when nothing answers, and tells when the sign-in has ended", async () => {
    const silent = createClient({
      base: "",
      token: () => undefined,
      purpose: () => "",
      language: () => "en",
      onSignedOut: () => {},
      fetch: () => Promise.reject(new TypeError("failed")),
    });
    expect(await silent.get("/me").catch((error) => error.code)).toBe("offline");
    const { client, onSignedOut } = clientOf({ status: 401 });
    await client.get("/me").catch(() => {});
    expect(onSignedOut).toHaveBeenCalledOnce();
  });

  it("leaves unset values out of the query", () => {
    expect(queryString({ a: 1, b: "", c: undefined })).toBe("?a=1");
    expect(queryString()).toBe("");
  });
});
