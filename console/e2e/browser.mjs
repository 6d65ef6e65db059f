/** A headless Chromium: the one that OFFING_CHROMIUM names, or the one inside the npm package (Linux x64). */
import packaged from "@sparticuz/chromium";
import { chromium } from "playwright-core";

export async function openBrowser() {
  const own = process.env.OFFING_CHROMIUM;
  return chromium.launch({
    executablePath: own ?? (await packaged.executablePath()),
    // The package's own switches are for Lambda: one process, and no web security, which tests want to see.
    args: ["--no-sandbox", "--force-prefers-reduced-motion"],
    headless: true,
  });
}

/** Signs in through the hosted page; waits until the console is up. */
export async function signIn(page, url, user, password) {
  await page.goto(url);
  await page.getByRole("button", { name: /sign in|ورود/i }).click();
  await page.locator("input[name=username]:visible").fill(user);
  await page.locator("input[name=password]:visible").fill(password);
  await page.locator("button[type=submit]:visible, input[type=submit]:visible").first().click();
  await page.waitForURL((address) => address.href.startsWith(url) && !address.searchParams.has("code"));
  await page.getByRole("navigation").first().waitFor();
}

/** What the page complained about: errors of scripts and broken content-security policy. */
export function listen(page) {
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !text.startsWith("Failed to load resource")) complaints.push(text);
  });
  return complaints;
}
