const MARK = /<em>(.*?)<\/em>/;

/** Text of a hit with the engine's `<em>` marks; everything else in it stays text. */
export function Highlight({ text }: { text: string }) {
  // With one capture group, the odd parts of a split are what stood between the marks.
  const parts = text
    .split(new RegExp(MARK, "g"))
    .map((part, index) => ({ part, key: `${index}-${part}`, hit: index % 2 === 1 }));
  return <bdi>{parts.map(({ part, key, hit }) => (hit ? <mark key={key}>{part}</mark> : part))}</bdi>;
}
