/** One thin way to the officers' API: token, purpose, problem details, entity tags. */

export interface ProblemBody {
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  where?: string;
  /** Faults of single values have a place and, but for those of mere form, words. */
  errors?: Partial<Fault>[];
}

/** One of several faults of what was sent, with its place. */
export interface Fault {
  where: string;
  text: string;
}

/** A refusal of the service, in its own words (RFC 9457), or `offline` when no answer came. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly { where: string; text?: string }[];

  constructor(body: ProblemBody, status: number) {
    super(body.title ?? body.detail ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? (status === 0 ? "offline" : `http-${status}`);
    this.title = body.title ?? "";
    this.detail = body.detail ?? "";
    this.errors = (body.errors ?? []).map(({ where = "", text }) => ({ where, text }));
  }
}

export interface ClientSettings {
  base: string;
  token: () => string | undefined;
  purpose: () => string;
  language: () => string;
  onSignedOut: () => void;
  fetch?: typeof fetch;
}

export type Query = Record<string, string | number | undefined>;

export interface Client {
  get<T>(path: string, query?: Query): Promise<T>;
  post<T>(path: string, body: unknown, rev?: number | string): Promise<T>;
  put<T>(path: string, body: unknown, rev?: number | string): Promise<T>;
  remove<T>(path: string, body: unknown, rev?: number | string): Promise<T>;
  /** Posts a file's text as it is. */
  upload<T>(path: string, text: string, query?: Query): Promise<T>;
}

const TAGS_KEPT = 100;

/** Builds the client; answers with an ETag are remembered, so that polling costs a 304. */
export function createClient(settings: ClientSettings): Client {
  const send = settings.fetch ?? fetch.bind(globalThis);
  const remembered = new Map<string, { tag: string; body: unknown }>();

  async function call<T>(
    method: string,
    url: string,
    extra: Record<string, string>,
    body?: string,
  ): Promise<T> {
    const response = await send(url, { method, body, headers: { ...headersFrom(settings), ...extra } }).catch(
      () => {
        throw new Problem({}, 0);
      },
    );
    const known = remembered.get(url);
    if (response.status === 304 && known) return known.body as T;
    if (response.status === 401) settings.onSignedOut();
    if (!response.ok) throw new Problem(await problemBody(response), response.status);
    const answer = (await response.json()) as T;
    const tag = response.headers.get("ETag");
    if (method === "GET" && tag) remember(remembered, url, tag, answer);
    return answer;
  }

  const write =
    (method: string) =>
    <T>(path: string, body: unknown, rev?: number | string) =>
      call<T>(
        method,
        settings.base + path,
        { "Content-Type": "application/json", ...(rev === undefined ? {} : { "If-Match": String(rev) }) },
        JSON.stringify(body),
      );

  return {
    get: (path, query) => {
      const url = settings.base + path + queryString(query);
      const known = remembered.get(url);
      return call("GET", url, known ? { "If-None-Match": known.tag } : {});
    },
    post: write("POST"),
    put: write("PUT"),
    remove: write("DELETE"),
    upload: (path, text, query) =>
      call("POST", settings.base + path + queryString(query), { "Content-Type": "text/plain" }, text),
  };
}

function headersFrom(settings: ClientSettings): Record<string, string> {
  const token = settings.token();
  return {
    Accept: "application/json, application/problem+json",
    "Accept-Language": settings.language(),
    "Offing-Purpose": settings.purpose(),
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
  };
}

async function problemBody(response: Response): Promise<ProblemBody> {
  const type = response.headers.get("Content-Type") ?? "";
  return type.includes("json") ? ((await response.json().catch(() => ({}))) as ProblemBody) : {};
}

function remember(
  kept: Map<string, { tag: string; body: unknown }>,
  url: string,
  tag: string,
  body: unknown,
) {
  kept.delete(url);
  kept.set(url, { tag, body });
  const oldest = kept.keys().next().value;
  if (kept.size > TAGS_KEPT && oldest !== undefined) kept.delete(oldest);
}

/** `?a=1&b=2` of the values that are set, or nothing. */
export function queryString(query: Query = {}): string {
  const set = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  return set.length ? `?${new URLSearchParams(set.map(([key, value]) => [key, String(value)]))}` : "";
}
