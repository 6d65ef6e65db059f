/** The contract's shapes, as the console knows them. */
export type {
  BoardRow,
  Booking,
  CarrierProfile,
  Case,
  CaseRow,
  Dossier,
  DueMessage,
  DueState,
  Evidence,
  Match,
  Me,
  MessageDetail,
  Movement,
  MovementPage,
  MovementRow,
  Quality,
  RuleHit,
  ScheduleChanges,
  Score,
  Traveller,
  Why,
} from "../src/api/types.ts";

export interface ScoreLine {
  source: string;
  text: string;
  points: number;
}
