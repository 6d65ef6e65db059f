/** Invented names by region, and flights between real airports by an airline that does not exist. */
import { between, pick, type Random } from "./random.ts";

const REGIONS: [nationality: string, surnames: string[], givenNames: string[]][] = [
  ["AFG", ["KARIMI", "RAHIMI", "NOORZAI", "POPAL"], ["AHMAD ZIA", "FARIDA", "MOHAMMAD NASIR", "LAILA"]],
  ["PAK", ["KHAN", "MALIK", "QURESHI"], ["IMRAN", "AYESHA", "BILAL", "SANA"]],
  ["RUS", ["PETROVA", "SOKOLOV", "ORLOVA"], ["OLGA", "DMITRII", "EKATERINA"]],
  ["FRA", ["MOREAU", "LEFEBVRE", "GARNIER"], ["CLAIRE", "JULIEN", "AMELIE"]],
  ["BRA", ["DA SILVA", "OLIVEIRA", "COSTA"], ["JOAO PEDRO", "MARIANA", "RAFAEL"]],
  ["MEX", ["GARCIA LOPEZ", "HERNANDEZ"], ["TOMAS", "GUADALUPE"]],
  ["CHN", ["WEI", "ZHANG", "LIU"], ["XIAOMING", "LI", "HUA"]],
  ["GBR", ["OWENS", "CLARKE", "PATEL"], ["SUSAN", "GARETH", "PRIYA"]],
  ["NGA", ["OKAFOR", "ADEYEMI"], ["CHINEDU", "FUNMILAYO"]],
  ["TUR", ["YILMAZ", "DEMIR"], ["EMRE", "ZEYNEP"]],
];

export interface Identity {
  surname: string;
  given_names: string;
  nationality: string;
  date_of_birth: string;
  sex: string;
  document: string;
}

export function identity(next: Random): Identity {
  const [nationality, surnames, givenNames] = pick(next, REGIONS);
  const month = String(between(next, 1, 12)).padStart(2, "0");
  const day = String(between(next, 1, 28)).padStart(2, "0");
  return {
    surname: pick(next, surnames),
    given_names: pick(next, givenNames),
    nationality,
    date_of_birth: `${between(next, 1948, 2008)}-${month}-${day}`,
    sex: pick(next, ["M", "F"]),
    document: `X${between(next, 1_000_000, 9_999_999)}`,
  };
}

export const AIRPORTS = ["IST", "DXB", "KBL", "SVO", "LIS", "GRU", "CDG", "LHE", "MEX", "AMS", "LOS", "PEK"];
export const HOME = "OFF";
export const CARRIERS = ["QX", "ZV", "YQ"];
export const OFFICES = [
  { code: "OFF-T1", text: "Terminal 1, arrivals" },
  { code: "OFF-T2", text: "Terminal 2, arrivals" },
  { code: "OFF-CARGO", text: "Cargo area" },
];
