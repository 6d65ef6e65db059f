import type { Reconciliation } from "../api/types.ts";

export interface Balance {
  key: "messages" | "travellers" | "movements";
  left: number;
  right: number[];
  holds: boolean;
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);

/** The sums that must come out even, from the counts alone: an officer can check the sign above them. */
export function balances({ messages, travellers, movements }: Reconciliation): Balance[] {
  const lines: Omit<Balance, "holds">[] = [
    {
      key: "messages",
      left: messages.received,
      right: [messages.parsed, messages.rejected, messages.pending],
    },
    { key: "travellers", left: travellers.received, right: [travellers.assessed] },
    {
      key: "movements",
      left: travellers.received,
      right: [sum(movements.map((movement) => movement.travellers))],
    },
  ];
  return lines.map((line) => ({ ...line, holds: line.left === sum(line.right) }));
}
