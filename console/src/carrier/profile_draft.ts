/** A carrier's profile as it is typed: lists are lines, their parts are separated by semicolons. */
import type { CarrierContact, CarrierProfile, Expectation } from "../api/types.ts";
import { lineOf, linesOf, partsOf } from "../ui/lines.ts";

export interface Draft {
  name: string;
  icao: string;
  live: boolean;
  answers: CarrierProfile["answers"];
  senders: string;
  clients: string;
  formats: string;
  contacts: string;
  expectations: string;
}

const KINDS: Expectation["kind"][] = ["pnr", "api_passengers", "api_crew"];
const ROLES: CarrierContact["role"][] = ["data_quality", "operations"];

/** The draft in which a profile's editing begins. */
export function draftOf(profile: CarrierProfile): Draft {
  return {
    name: profile.name,
    icao: profile.icao ?? "",
    live: profile.live,
    answers: profile.answers,
    senders: profile.senders.join("\n"),
    clients: profile.clients.join("\n"),
    formats: profile.formats.map((each) => lineOf([each.format, ...each.versions])).join("\n"),
    contacts: profile.contacts
      .map((each) => lineOf([each.role, each.name, each.mail, each.phone]))
      .join("\n"),
    expectations: profile.expectations
      .map((each) => lineOf([each.kind, each.hours, each.grace, each.patience]))
      .join("\n"),
  };
}

/** The parts of a draft that cannot be read, by name. */
export function unreadable(draft: Draft): string[] {
  const wrong: string[] = [];
  if (linesOf(draft.contacts).some((line) => !isContact(partsOf(line)))) wrong.push("contacts");
  if (linesOf(draft.expectations).some((line) => !isExpectation(partsOf(line)))) wrong.push("expectations");
  return wrong;
}

const isContact = ([role = "", name = "", ...rest]: string[]) =>
  ROLES.some((known) => known === role) && name !== "" && rest.length <= 2;
const isExpectation = ([kind = "", ...numbers]: string[]) =>
  KINDS.some((known) => known === kind) &&
  numbers.length === 3 &&
  numbers.every((text) => text !== "" && Number.isFinite(Number(text)));

/** The profile that a readable draft says, to be written over the revision it began from. */
export function profileOf(draft: Draft, before: CarrierProfile): CarrierProfile {
  return {
    carrier: before.carrier,
    certificate: before.certificate,
    rev: before.rev,
    name: draft.name.trim(),
    icao: draft.icao.trim() || null,
    live: draft.live,
    answers: draft.answers,
    senders: linesOf(draft.senders),
    clients: linesOf(draft.clients),
    formats: linesOf(draft.formats).map((line) => {
      const [format = "", ...versions] = partsOf(line);
      return { format, versions };
    }),
    contacts: linesOf(draft.contacts).map((line) => {
      const [role, name = "", mail = "", phone = ""] = partsOf(line);
      return { role: role as CarrierContact["role"], name, mail, phone };
    }),
    expectations: linesOf(draft.expectations).map((line) => {
      const [kind, hours, grace, patience] = partsOf(line);
      return {
        kind: kind as Expectation["kind"],
        hours: Number(hours),
        grace: Number(grace),
        patience: Number(patience),
      };
    }),
  };
}
