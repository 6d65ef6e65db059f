import { Iso } from "./iso.tsx";

const WIDTH = 120;
const HEIGHT = 10;

/** Points or bits for (right of the middle) or against (left), drawn to the largest of the table. */
export function SignedBar({ value, largest }: { value: number; largest: number }) {
  const half = WIDTH / 2;
  const length = largest > 0 ? (Math.abs(value) / largest) * half : 0;
  return (
    <span className="bar">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <rect className="track" width={WIDTH} height={HEIGHT} rx={2} />
        <rect
          className={value < 0 ? "against" : "for"}
          x={value < 0 ? half - length : half}
          width={length}
          height={HEIGHT}
        />
        <line className="zero" x1={half} x2={half} y1={0} y2={HEIGHT} />
      </svg>
      <Iso mono>{signed(value)}</Iso>
    </span>
  );
}

/** A share with its interval, on a scale from 0 to 1. */
export function IntervalBar({
  value,
  interval: [low, high],
}: {
  value: number | null;
  interval: [number, number];
}) {
  const wide = WIDTH * 2;
  return (
    <svg className="interval" width={wide} height={HEIGHT + 4} aria-hidden="true">
      <rect className="track" y={5} width={wide} height={4} rx={2} />
      <rect
        className="range"
        x={low * wide}
        y={2}
        width={Math.max(2, (high - low) * wide)}
        height={HEIGHT}
        rx={2}
      />
      {value !== null && (
        <rect className="point" x={value * wide - 1.5} y={0} width={3} height={HEIGHT + 4} rx={1} />
      )}
    </svg>
  );
}

/** `+1.25`, `−0.40`: with a sign, so that a column of them can be added up by eye. */
export const signed = (value: number) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
