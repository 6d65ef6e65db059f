/**
 * Takes pictures of every screen of the built console over the mock service, in light, dark and right-to-left,
 * and measures what the first load weighs. `npm run screens [name…]` writes to ../docs/screens.
 */
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { preview } from "vite";
import { listen, openBrowser, signIn } from "./browser.mjs";

const FOLDER = path.resolve(import.meta.dirname, process.env.OFFING_SCREENS ?? "../../docs/screens");
const SIZE = { width: 1440, height: 900 };
const LOOKS = {
  light: {},
  dark: { theme: "dark" },
  rtl: { language: "fa" },
};

/** Bars and panels have come to rest. */
const rest = (page) => page.waitForTimeout(600);
const rows = (page) => page.locator(".grid-row[aria-rowindex='3']").waitFor();

const button = (page, words) => page.getByRole("button", { name: words }).first().click();
const inOrder =
  (...steps) =>
  async (page) => {
    for (const step of steps) await step(page);
  };
const firstLink = (page) => page.locator("td a").first().click();

/** Name → who looks, where, and what to do there first. */
const SCREENS = {
  queue: { path: "/queue", act: rows },
  compare: { path: "/queue", act: inOrder(rows, (page) => page.getByRole("tab").nth(1).click()) },
  case: { path: "/cases/case-0" },
  group: { path: "/cases/case-2" },
  refer: {
    path: "/cases/case-1",
    act: inOrder(
      (page) => button(page, /^(refer|ارجاع)$/i),
      (page) => page.getByRole("dialog").waitFor(),
    ),
  },
  keys: { path: "/queue", act: inOrder(rows, (page) => page.keyboard.press("?")) },
  movements: { path: "/movements" },
  manifest: { path: "/movements", act: inOrder(firstLink, rows) },
  carriers: { path: "/carriers" },
  carrier: { path: "/carriers/QX" },
  "carrier-profile": { path: "/carriers/QX", act: (page) => page.getByRole("tab").nth(2).click() },
  lists: { path: "/lists" },
  list: { path: "/lists/local-concerns" },
  imports: { path: "/lists/local-concerns", act: (page) => page.getByRole("tab").nth(1).click() },
  entry: { path: "/lists/local-concerns/entries/LC-1" },
  names: {
    path: "/names",
    act: async (page) => {
      await page.locator("main input").first().fill("emreh demir");
      await page.keyboard.press("Enter");
    },
  },
  adjudications: { path: "/adjudications" },
  check: {
    path: "/check",
    act: async (page) => {
      await page.locator("textarea").fill("UNB+UNOA:4+QXAIR+OFFING+261122:0810+1'");
      await button(page, /^(read it|بخوان)$/i);
    },
  },
  messages: { path: "/messages" },
  message: { path: "/messages/msg-0006" },
  search: { path: "/search?q=karimi" },
  "search-away": { path: "/search?q=away" },
  rules: { path: "/rules", act: (page) => page.locator("td a").first().waitFor() },
  rule: { path: "/rules/late-cash-ticket" },
  "rule-faults": {
    path: "/rules/late-and-light",
    act: async (page) => {
      await page.locator(".rule-inputs input").last().fill("");
      await button(page, /^(save the rule|ذخیرهٔ قاعده)$/i);
      await page.locator(".rule-faults").first().waitFor();
      await page.locator(".rule-faults").first().scrollIntoViewIfNeeded();
    },
  },
  "rule-run": { path: "/rules/late-cash-ticket", act: (page) => page.getByRole("tab").nth(1).click() },
  "rule-versions": { path: "/rules/late-cash-ticket", act: (page) => page.getByRole("tab").nth(2).click() },
  "rule-approval": {
    path: "/rules/one-card-many-strangers",
    act: (page) => button(page, /^(approve|تأیید)$/i),
  },
  statistics: { path: "/statistics" },
  random: { path: "/statistics?tab=random" },
  calibration: { path: "/statistics?tab=calibration" },
  weights: { path: "/statistics?tab=weights" },
  capacity: { path: "/capacity" },
  reconciliation: { path: "/reconciliation" },
  audit: { path: "/audit", act: (page) => button(page, /verify/i) },
  port: { path: "/port", user: "port" },
  result: {
    path: "/port",
    user: "port",
    act: inOrder(
      (page) => button(page, /acknowledge|تأیید/i),
      (page) => page.locator("input[type=radio][value=positive]").check({ force: true }),
    ),
  },
};
/** Looks other than light are taken of these only. */
const EVERY_LOOK = new Set([
  "queue",
  "case",
  "result",
  "reconciliation",
  "refer",
  "rules",
  "rule",
  "rule-run",
  "calibration",
  "capacity",
  "movements",
  "carrier",
  "carriers",
  "check",
  "names",
  "adjudications",
  "entry",
]);

const wanted = process.argv.slice(2);
const server = await preview({ mode: "mock", preview: { port: 0, host: "127.0.0.1" }, logLevel: "error" });
const url = server.resolvedUrls.local[0];
const browser = await openBrowser();
const complaints = [];
try {
  await mkdir(FOLDER, { recursive: true });
  await plant();
  await weigh();
  for (const [look, preferences] of Object.entries(LOOKS)) await takeAll(look, preferences);
} finally {
  await browser.close();
  await server.close();
}
console.log(complaints.length ? `complaints:\n${[...new Set(complaints)].join("\n")}` : "no complaints");
process.exit(complaints.length ? 1 : 0);

async function takeAll(look, preferences) {
  for (const user of ["officer", "port"]) {
    const context = await browser.newContext({ viewport: SIZE });
    await context.addInitScript(
      (value) => localStorage.setItem("offing.preferences", value),
      JSON.stringify(preferences),
    );
    const page = await context.newPage();
    const heard = listen(page);
    if (user === "officer") await photographSignIn(page, look);
    await signIn(page, url, user, "any");
    for (const [name, screen] of Object.entries(SCREENS)) {
      if ((screen.user ?? "officer") !== user || (look !== "light" && !EVERY_LOOK.has(name))) continue;
      if (wanted.length && !wanted.includes(name)) continue;
      await page.goto(new URL(screen.path, url).href);
      await page.getByRole("navigation").first().waitFor();
      await screen.act?.(page);
      await rest(page);
      await page.screenshot({ path: path.join(FOLDER, `${name}-${look}.png`), animations: "disabled" });
    }
    complaints.push(...heard);
    await context.close();
  }
}

async function photographSignIn(page, look) {
  if (wanted.length && !wanted.includes("sign-in")) return;
  await page.goto(url);
  await page.getByRole("button").waitFor();
  await page.screenshot({ path: path.join(FOLDER, `sign-in-${look}.png`), animations: "disabled" });
}

/** Three referrals, so that the port has something to do. */
async function plant() {
  const page = await browser.newPage();
  await signIn(page, url, "officer", "any");
  const token = await page.evaluate(() => JSON.parse(Object.values(sessionStorage)[0]).id_token);
  for (const id of ["case-4", "case-8", "case-16"]) {
    const act = (action, rev, body) =>
      fetch(new URL(`/api/cases/${id}/${action}`, url), {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "If-Match": String(rev) },
        body: JSON.stringify(body),
      });
    await act("claim", 1, {});
    await act("refer", 2, {
      reason: "risk_indicators",
      office: "OFF-T1",
      note: "Look at the second leg and at who paid. Ask for the onward ticket; check the lining of the hand luggage.",
    });
  }
  await page.close();
}

/** Sum of what the queue loads on a first visit, as a front door would send it (brotli). */
async function weigh() {
  const page = await browser.newPage();
  const seen = new Set();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith("/assets/")) seen.add(pathname);
  });
  await signIn(page, url, "officer", "any");
  await rows(page);
  let bytes = 0;
  for (const file of seen)
    bytes += brotliCompressSync(await readFile(path.join(import.meta.dirname, "../dist", file))).length;
  console.log(`first load: ${seen.size} files, ${Math.round(bytes / 1024)} KB brotli`);
  await page.close();
}
