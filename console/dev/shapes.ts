/** The contract's shapes, as the console knows them. */
export type {
  Booking,
  Case,
  CaseRow,
  Dossier,
  Evidence,
  Match,
  Me,
  MessageDetail,
  Movement,
  MovementPage,
  MovementRow,
  RuleHit,
  Score,
  Traveller,
  Why,
} from "../src/api/types.ts";

export interface ScoreLine {
  source: string;
  text: string;
  points: number;
}
