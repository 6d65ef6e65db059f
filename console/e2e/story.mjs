/**
 * One story through the running product, as two officers live it: the queue's top case is referred by the targeting
 * officer; the port's officer acknowledges it and records a result.
 *
 * OFFING_CONSOLE_URL, OFFING_USER, OFFING_PASSWORD, OFFING_PORT_USER, OFFING_PORT_PASSWORD; OFFING_PORT_OFFICE is the
 * port officer's office (else the case's own is kept), OFFING_SCREENS the folder for pictures. Exits 1 on failure.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { listen, openBrowser, signIn } from "./browser.mjs";

const env = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`Set ${name}: this script signs in to a running Offing.`);
  return value;
};
const URL_ = `${env("OFFING_CONSOLE_URL").replace(/\/$/, "")}/`;
const FOLDER = process.env.OFFING_SCREENS ?? "screens";
const PATIENCE_MS = 20_000;
const complaints = [];

/** A window of one officer, signed in, with a camera. */
async function desk(browser, user, password) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const heard = listen(page);
  await signIn(page, URL_, user, password);
  const picture = (name) => page.screenshot({ path: path.join(FOLDER, `story-${name}.png`) });
  const close = async () => {
    complaints.push(...heard);
    await context.close();
  };
  return { page, picture, close };
}

const press = (page, name) => page.getByRole("button", { name, exact: true }).first().click();

/** Opens the top case of the queue and refers it; gives its id. */
async function refer({ page, picture }) {
  await page.goto(`${URL_}queue`);
  const top = page.locator(".grid-row[aria-rowindex='2']");
  await top.waitFor();
  await page.getByRole("button", { name: "Claim", exact: true }).waitFor();
  await picture("1-queue");
  await top.dblclick();
  await page.waitForURL(/\/cases\//);
  const id = decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1));
  await page.getByRole("heading", { name: "Person" }).waitFor();
  await picture("2-case");
  await press(page, "Refer");
  const dialog = page.getByRole("dialog", { name: "Refer for examination" });
  await chooseOffice(dialog);
  await dialog.getByRole("radio").first().check({ force: true });
  await dialog
    .getByRole("textbox")
    .last()
    .fill("Verify the identity. Look at the second leg and at who paid.");
  await picture("3-refer");
  await dialog.getByRole("button", { name: "Refer", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("heading", { name: "Referred" }).first().waitFor();
  await picture("4-referred");
  return id;
}

async function chooseOffice(dialog) {
  const office = process.env.OFFING_PORT_OFFICE;
  if (!office) return;
  await dialog.getByRole("button", { name: /office/i }).click();
  await dialog.page().getByRole("option", { name: office }).first().click();
}

/** Acknowledges the referral at the port and records what was found. */
async function examine({ page, picture }, id) {
  await page.goto(`${URL_}port`);
  await page.locator(`a[href$="/port/${encodeURIComponent(id)}"]`).waitFor();
  await picture("5-port");
  await page.locator(`a[href$="/port/${encodeURIComponent(id)}"]`).click();
  await page.waitForURL(/\/port\/.+/);
  await page.getByRole("heading", { name: "What to look for" }).waitFor();
  await press(page, "Acknowledge");
  await page.getByRole("heading", { name: "At the port" }).first().waitFor();
  await page.locator("input[type=radio][value=positive]").check({ force: true });
  await page.locator("input[type=radio][value=documents]").check({ force: true });
  await picture("6-result");
  await press(page, "Record result");
  await page.getByRole("heading", { name: "Result", exact: true }).waitFor();
  await picture("7-recorded");
}

const browser = await openBrowser();
try {
  await mkdir(FOLDER, { recursive: true });
  const centre = await desk(browser, env("OFFING_USER"), env("OFFING_PASSWORD"));
  const id = await refer(centre);
  await centre.close();
  const port = await desk(browser, env("OFFING_PORT_USER"), env("OFFING_PORT_PASSWORD"));
  await examine(port, id);
  await port.close();
  if (complaints.length) throw new Error(`The pages complained:\n${complaints.join("\n")}`);
  console.log(`Referred and examined: case ${id}. Pictures in ${path.resolve(FOLDER)}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await browser.close();
}
