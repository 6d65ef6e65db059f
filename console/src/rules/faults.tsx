/** What the service says is wrong with one node or part of the rule, where it is. */
export function Faults({ texts }: { texts: readonly string[] }) {
  if (!texts.length) return null;
  return (
    <ul className="rule-faults" role="alert">
      {texts.map((text) => (
        <li key={text}>
          <bdi>{text}</bdi>
        </li>
      ))}
    </ul>
  );
}
