/** One invented day: movements with travellers aboard, some of whom have a case. */
import { AIRPORTS, CARRIERS, HOME, type Identity, identity, OFFICES } from "./people.ts";
import { between, pick, type Random, random } from "./random.ts";
import type { Case, Movement, MovementRow, Score } from "./shapes.ts";
import { ordinary, STORIES, type Story } from "./stories.ts";

export type Leg = Movement & MovementRow;

export interface Person {
  id: string;
  who: Identity;
  movement: Leg;
  story: Story | null;
  score: Score;
}

export interface World {
  movements: Leg[];
  people: Map<string, Person>;
  cases: Map<string, Case>;
}

const HOUR = 3_600_000;
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);

function movement(next: Random, index: number, start: number): Leg {
  const carrier = pick(next, CARRIERS);
  const origin = AIRPORTS[index % AIRPORTS.length] as string;
  const number = String(between(next, 100, 999));
  const departure = iso(start + index * 0.4 * HOUR);
  const arrival = iso(start + (index * 0.4 + between(next, 3, 9)) * HOUR);
  return {
    id: `air-${carrier}${number}-${departure.slice(0, 10).replaceAll("-", "")}-${origin}-${HOME}`,
    label: `${carrier}${number} ${origin}-${HOME}`,
    mode: "air",
    carrier,
    number,
    origin,
    destination: HOME,
    departure,
    arrival,
    status: null,
    travellers: 0,
    assessed: 0,
    matched: 0,
    hits: 0,
    cases: 0,
  };
}

export function scored(lines: Score["lines"]): Score {
  const points = lines.reduce((sum, line) => sum + line.points, 0);
  const probability = 1 / (1 + Math.exp(-points));
  return {
    points,
    probability,
    lines,
    band: probability > 0.3 ? "red" : probability > 0.08 ? "amber" : "green",
  };
}

function fileOf(person: Person, index: number, now: number): Case {
  const { who, movement: leg, score, story } = person;
  const deadline = new Date(now + (((index * 37) % 400) - 25) * 60_000).toISOString();
  return {
    id: `case-${index}`,
    reference: `OFF-26-${String(10023 + index)}`,
    state: "opened",
    band: score.band,
    score: score.probability,
    stream: "passenger",
    random: story?.random ?? false,
    office: OFFICES[index % 2]?.code ?? null,
    agency: "customs",
    name: `${who.surname}/${who.given_names}`,
    nationality: who.nationality,
    movement: leg.id,
    movement_label: leg.label,
    route: `${leg.origin}-${leg.destination}`,
    departure: leg.departure,
    arrival: leg.arrival,
    deadline,
    why: story?.why ?? [],
    holder: null,
    rev: 1,
    traveller: person.id,
    dossier: `/api/travellers/${person.id}`,
    actions: [],
    events: [{ action: "open", who: "offing", at: new Date(now - 40 * 60_000).toISOString() }],
    result: null,
  };
}

const CASES = 160;
const PARTS = { movements: 24, aboard: 90 };

export function createWorld(now = Date.now()): World {
  const next = random(20261122);
  const start = Math.floor((now - 5 * HOUR) / (HOUR / 4)) * (HOUR / 4);
  const movements = Array.from({ length: PARTS.movements }, (_, index) => movement(next, index, start));
  const people = new Map<string, Person>();
  const cases = new Map<string, Case>();
  const seats = movements.flatMap((leg) => Array.from({ length: PARTS.aboard }, () => leg));
  seats.forEach((leg, index) => {
    const spread = index % 13 === 0 ? index / 13 : -1;
    const story = spread < 0 || spread >= CASES ? null : (STORIES[spread] ?? ordinary(spread));
    const score = scored(
      story?.lines ?? [
        { source: "base", text: "Share of positive examinations on this route", points: -5.3 },
      ],
    );
    const person = {
      id: `trv-${index}`,
      who: { ...identity(next), ...story?.who },
      movement: leg,
      story,
      score,
    };
    people.set(person.id, person);
    count(leg, story);
    if (story) cases.set(`case-${spread}`, fileOf(person, spread, now));
  });
  return { movements, people, cases };
}

function count(leg: Leg, story: Story | null): void {
  leg.travellers += 1;
  leg.assessed += 1;
  leg.cases += story ? 1 : 0;
  leg.matched += story?.matches.length ? 1 : 0;
  leg.hits += story?.rule_hits.length ? 1 : 0;
}
