/** An invented message log. */
import { CARRIERS } from "./people.ts";
import { between, pick, random } from "./random.ts";
import type { Explanation, MessageDetail } from "./shapes.ts";

const next = random(41);

const FINDINGS: MessageDetail["findings"] = [
  {
    severity: "error",
    code: "date-unreadable",
    text: "The date of birth has 5 digits. Send YYMMDD. The traveller was kept without it.",
    segment: 117,
    tag: "DTM",
    offset: 4120,
  },
  {
    severity: "warning",
    code: "count-differs",
    text: "CNT announces 91 travellers, the message has 90. Check that the list is complete.",
    segment: 1204,
    tag: "CNT",
    offset: 38112,
  },
];

export const LOG = Array.from({ length: 96 }, (_, index) => {
  const status =
    index === 0 ? ("pending" as const) : index % 31 === 7 ? ("rejected" as const) : ("parsed" as const);
  const travellers = status === "parsed" ? between(next, 60, 240) : 0;
  return {
    id: `msg-${String(index + 1).padStart(4, "0")}`,
    carrier: pick(next, CARRIERS),
    status,
    format: status === "parsed" ? pick(next, ["PAXLST", "PNRGOV", "PNRGOV"]) : null,
    received_at: new Date(Date.now() - index * 390_000).toISOString(),
    parsed_at: status === "parsed" ? new Date(Date.now() - index * 390_000 + 900).toISOString() : null,
    size: between(next, 8_000, 260_000),
    counts: { messages: 1, travellers, bookings: Math.floor(travellers / 2), movements: 1 },
    findings: status === "rejected" ? 1 : index % 5 ? 0 : 2,
  };
});

const FATAL: MessageDetail["findings"] = [
  {
    severity: "fatal",
    code: "not-an-interchange",
    text: "The file does not begin with UNA or UNB. Send the interchange as it is, not zipped or wrapped.",
    segment: null,
    tag: null,
    offset: 0,
  },
];

export function messageDetail(id: string): MessageDetail {
  const row = LOG.find((each) => each.id === id) ?? LOG[0];
  if (!row) throw new Error("The log is empty");
  const findings = row.status === "rejected" ? FATAL : row.findings ? FINDINGS : [];
  return { ...row, sha256: "9f2c".repeat(16), attempts: 1, findings };
}

export const explanation = (): Explanation => ({
  readable: true,
  counts: { messages: 1, movements: 1, travellers: 90, bookings: 0, findings: 2 },
  removed: { cards: 0, sensitive: 1 },
  messages: [{ format: "PAXLST", version: "D:12B", travellers: 90, bookings: 0 }],
  movements: [{ carrier: "QX", number: "101", from: "IST", to: "OFF", departure: "2026-11-22T08:10" }],
  findings: FINDINGS.map((finding) => ({
    ...finding,
    excerpt: {
      before: ["NAD+FL+++DEMIR:EMRE", "ATT+2++M"],
      segment: finding.tag === "DTM" ? "DTM+329:79030" : "CNT+42:91",
      after: ["NAT+2+TUR"],
    },
    advice: "Send the value as the guide says, and push the list again under the same reference.",
  })),
});
