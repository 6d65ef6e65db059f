/** The planted stories: each has an identity, reasons that add up, and the evidence an officer would look for. */

import type { Identity } from "./people.ts";
import type { Booking, Evidence, Match, RuleHit, ScoreLine, Why } from "./shapes.ts";

export interface Story {
  who: Partial<Identity>;
  why: Why[];
  matches: Match[];
  rule_hits: RuleHit[];
  lines: ScoreLine[];
  booking?: Partial<Booking>;
  party?: string[];
  random?: boolean;
}

const BASE: ScoreLine = {
  source: "base",
  text: "Share of positive examinations on this route",
  points: -5.3,
};

export const reason = (label: string, operator: string, wanted: string, value: string) => ({
  field: label.toLowerCase().replaceAll(" ", "_"),
  label,
  operator,
  wanted,
  value,
  met: true,
});

const hit = (rule: string, title: string, weight: number, reasons: RuleHit["reasons"]): RuleHit => ({
  rule,
  version: "2026-11-01.3",
  title,
  weight,
  severity: 3,
  agency: "customs",
  reasons,
  shadow: false,
});

const CASH = hit("R-014", "Late ticket paid in cash", 2.1, [
  reason("Hours between booking and departure", "<", "48", "11"),
  reason("Form of payment", "is", "CA", "CA"),
]);
const BROKEN = hit("R-112", "Broken travel", 2.6, [
  reason("Legs on separate bookings", "≥", "2", "2"),
  reason("Onward leg booked later than", "≥", "24 h", "61 h"),
  reason("Connecting point", "one of", "IST, DXB", "IST"),
]);
const CARD = hit("R-207", "One card, many strangers", 2.9, [
  reason("Travellers paid with the same card", "≥", "3", "5"),
  reason("Different bookings", "≥", "2", "3"),
  reason("Different contact phones", "≥", "3", "3"),
]);

const line = (f: string, q: string | null, c: string | null, bits: number, why: string): Evidence => ({
  f,
  q,
  c,
  bits,
  sim: null,
  why,
});

const LISTED: Match = {
  entity: "NW-2041",
  list: "national-wanted",
  bits: 21.3,
  band: "strong",
  name: "MUHAMMAD YUSUF AL-KHATIB",
  text: "Same person by name in another spelling and by date of birth",
  category: "wanted",
  severity: 5,
  entry: {
    name: "MUHAMMAD YUSUF AL-KHATIB",
    aliases: ["MOHAMED YOUSSEF EL KHATEEB", "M. Y. KHATIB"],
    dob: "1979-03-14",
    nationality: "JOR",
    list: "national-wanted",
    agency: "police",
  },
  evidence: [
    line("surname", "ELKHATEEB", "AL-KHATIB", 8.9, "Spelled otherwise: el/al, khateeb/khatib"),
    line(
      "given_names",
      "MOHAMED YOUSIF",
      "MUHAMMAD YUSUF",
      4.1,
      "Same names, other transliteration; common given names",
    ),
    line("date_of_birth", "1979-03-14", "1979-03-14", 9.6, "The same day"),
    line("nationality", "JOR", "JOR", 2.2, "The same"),
    line("document", "P4471902", "N1180034", -3.5, "Another number; the listed passport expired in 2019"),
  ],
};

const WEAK: Match = {
  entity: "CU-0317",
  list: "customs-interest",
  bits: 6.2,
  band: "review",
  name: "TOMAS GARCIA",
  text: "Same name, which is common; year of birth differs by one",
  category: "interest",
  severity: 2,
  entry: {
    name: "TOMAS GARCIA",
    aliases: [],
    dob: "1983",
    nationality: "MEX",
    list: "customs-interest",
    agency: "customs",
  },
  evidence: [
    line("name", "GARCIA LOPEZ/TOMAS", "TOMAS GARCIA", 7.4, "All names of the entry are there"),
    line("date_of_birth", "1984-02-11", "1983", -2.9, "The year is one off"),
    line("nationality", "MEX", "MEX", 1.7, "The same"),
  ],
};

const matchLine = (match: Match, points: number): ScoreLine => ({
  source: `match:${match.list}/${match.entity}`,
  text: `${match.list}: ${match.name}`,
  points,
});
const ruleLine = (rule: RuleHit): ScoreLine => ({
  source: `rule:${rule.rule}`,
  text: rule.title,
  points: rule.weight,
});
const whyMatch = (match: Match): Why => ({
  kind: "match",
  code: match.entity,
  text: `${match.list}: ${match.name}`,
});
const whyRule = (rule: RuleHit): Why => ({ kind: "rule", code: rule.rule, text: rule.title });

const groupMember = (surname: string, given_names: string): Story => ({
  who: { surname, given_names, nationality: "BRA" },
  why: [whyRule(CARD), whyRule(CASH)],
  matches: [],
  rule_hits: [CARD, CASH],
  lines: [
    BASE,
    ruleLine(CARD),
    ruleLine(CASH),
    { source: "base", text: "Children in the party", points: -0.4 },
  ],
  booking: { payments: [payment("CC", "VI", "411111…0042", "4820.00", "EUR")] },
  party: ["OLIVEIRA/RAFAEL", "COSTA/MARIANA", "DA SILVA/JOAO PEDRO", "OLIVEIRA/BEATRIZ"],
});

export function payment(
  form: string,
  vendor: string | null,
  card: string | null,
  amount: string,
  currency: string,
) {
  return { form, vendor, card, amount, currency, expiry: null, holder: null };
}

/** A listed person under a distorted name, broken travel, a group on one card, a common name, a random draw. */
export const STORIES: Story[] = [
  {
    who: {
      surname: "ELKHATEEB",
      given_names: "MOHAMED YOUSIF",
      nationality: "JOR",
      date_of_birth: "1979-03-14",
      sex: "M",
      document: "P4471902",
    },
    why: [whyMatch(LISTED), whyRule(CASH)],
    matches: [LISTED],
    rule_hits: [CASH],
    lines: [BASE, matchLine(LISTED, 6.9), ruleLine(CASH)],
    booking: { payments: [payment("CA", null, null, "1310.00", "USD")] },
  },
  {
    who: { surname: "SOKOLOV", given_names: "DMITRII", nationality: "RUS", date_of_birth: "1991-07-30" },
    why: [whyRule(BROKEN), whyRule(CASH)],
    matches: [],
    rule_hits: [BROKEN, CASH],
    lines: [
      BASE,
      ruleLine(BROKEN),
      ruleLine(CASH),
      { source: "rule:R-031", text: "No checked bag on a long stay", points: 1.6 },
    ],
    booking: { payments: [payment("CA", null, null, "640.00", "EUR")] },
  },
  groupMember("OLIVEIRA", "RAFAEL"),
  groupMember("COSTA", "MARIANA"),
  {
    who: { surname: "GARCIA LOPEZ", given_names: "TOMAS", nationality: "MEX", date_of_birth: "1984-02-11" },
    why: [whyMatch(WEAK), whyRule(BROKEN)],
    matches: [WEAK],
    rule_hits: [BROKEN],
    lines: [BASE, matchLine(WEAK, 2.2), ruleLine(BROKEN)],
  },
  {
    who: { surname: "MOREAU", given_names: "CLAIRE", nationality: "FRA" },
    why: [{ kind: "random", code: "random", text: "Random draw" }],
    matches: [],
    rule_hits: [],
    lines: [BASE],
    random: true,
  },
];

const ORDINARY: RuleHit[] = [CASH, BROKEN, CARD];

/** An ordinary case: one or two rules, no list. */
export function ordinary(index: number): Story {
  const first = ORDINARY[index % 3] as RuleHit;
  const hits = index % 4 === 0 ? [first, ORDINARY[(index + 1) % 3] as RuleHit] : [first];
  return {
    who: {},
    why: hits.map(whyRule),
    matches: [],
    rule_hits: hits,
    lines: [
      BASE,
      ...hits.map(ruleLine),
      { source: "rule:R-040", text: "Route of interest", points: 0.9 + (index % 7) / 5 },
    ],
  };
}
