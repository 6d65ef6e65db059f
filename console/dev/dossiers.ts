/** A dossier for anyone in the invented world. */
import type { Booking, Dossier, Traveller } from "./shapes.ts";
import { payment } from "./stories.ts";
import type { Person, World } from "./world.ts";

const segment = (
  carrier: string,
  number: string,
  origin: string,
  destination: string,
  departure: string | null,
) => ({
  mode: "air",
  carrier,
  number,
  origin,
  destination,
  departure,
  arrival: null,
  status: "HK",
});

function traveller({ id, who, movement }: Person): Traveller {
  return {
    id,
    movement: movement.id,
    surname: who.surname,
    given_names: who.given_names,
    other_names: [],
    role: "passenger",
    type: "ADT",
    title: who.sex === "M" ? "MR" : "MS",
    date_of_birth: who.date_of_birth,
    sex: who.sex,
    nationality: who.nationality,
    nationalities: [who.nationality],
    place_of_birth: null,
    country_of_birth: who.nationality,
    residence: who.nationality,
    documents: [
      {
        type: "P",
        number: who.document,
        issuer: who.nationality,
        expiry: "2031-04-02",
        issued: null,
        surname: who.surname,
        given_names: who.given_names,
      },
    ],
    phones: ["+999 555 0142"],
    emails: ["traveller@example.invalid"],
    addresses: [
      {
        kind: "destination",
        street: "12 Harbour Road",
        city: "Offing",
        state: null,
        postal_code: "1001",
        country: "ZZZ",
      },
    ],
    frequent_flyers: [],
    seat: "23C",
    bags: { count: 1, weight_kg: 17, tags: ["0999123456"] },
    status: "boarded",
    references: ["ABO8841"],
    removed: false,
  };
}

function booking({ movement, story }: Person): Booking {
  return {
    id: `${movement.carrier}-K7TQ2M-20261120`,
    locator: "K7TQ2M",
    carrier: movement.carrier,
    created: "2026-11-20T21:14:00Z",
    changed: "2026-11-21T06:02:00Z",
    cancelled: false,
    size: 1,
    group_name: null,
    segments: [
      segment(movement.carrier, "412", "AMM", movement.origin, movement.departure),
      segment(movement.carrier, movement.number, movement.origin, movement.destination, movement.departure),
    ],
    phones: ["+999 555 0142", "+999 555 0177"],
    emails: [],
    addresses: [],
    payments: [payment("CC", "CA", "545454…1881", "812.40", "EUR")],
    agency: { id: "99999999", name: "SEA ROAD TRAVEL", city: "AMM", country: "JOR" },
    tickets: ["999-2400012345"],
    remarks: ["PAX CALLED TO CHANGE ONWARD DATE"],
    ...story?.booking,
  };
}

export function dossier(world: World, person: Person): Dossier {
  const { who, story } = person;
  const file = [...world.cases.values()].find((each) => each.traveller === person.id) ?? null;
  const api = (value: string) => ({ value, source: "API" as const, message: "msg-0001" });
  const pnr = (value: string) => ({ value, source: "PNR" as const, message: "msg-0002" });
  return {
    traveller: traveller(person),
    movement: person.movement,
    bookings: [booking(person)],
    party: (story?.party ?? [])
      .filter((name) => name !== `${who.surname}/${who.given_names}`)
      .map((name, index) => ({
        id: `trv-${index + 40}`,
        name,
        same_booking: index < 1,
      })),
    assessment: {
      score: person.score,
      matches: story?.matches ?? [],
      rule_hits: story?.rule_hits ?? [],
      versions: { index: "2026-11-21.2", rules: "2026-11-01.3" },
    },
    case: file,
    messages: [
      { id: "msg-0001", format: "PAXLST", sent_at: "2026-11-22T01:10:00Z", source: "API" },
      { id: "msg-0002", format: "PNRGOV", sent_at: "2026-11-21T18:00:00Z", source: "PNR" },
    ],
    sources: {
      surname: [api(who.surname), pnr(who.surname)],
      given_names: [api(who.given_names), pnr(who.given_names.split(" ")[0] ?? "")],
      date_of_birth: [api(who.date_of_birth)],
      documents: [api(`P ${who.document}`), pnr(`P ${who.document}`)],
      phones: [pnr("+999 555 0142")],
    },
    conflicts: ["given_names"],
  };
}
