/** The contract's shapes, as the console knows them. */
export type {
  Adjudication,
  BoardRow,
  Booking,
  CarrierProfile,
  Case,
  CaseRow,
  Dossier,
  DueMessage,
  DueState,
  Entry,
  EntryFile,
  Evidence,
  Explanation,
  ListImport,
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
  Watchlist,
  Why,
} from "../src/api/types.ts";

export interface ScoreLine {
  source: string;
  text: string;
  points: number;
}
