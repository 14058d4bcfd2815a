/** Something to choose, by name, and why it cannot be used now. */
export type Unusable = { key: string; title: string; why: string };

/** Why what is chosen cannot be used now, and, for whoever asks, why others cannot. */
export function NotNow({ chosen, asks, others }: { chosen: string; asks: string; others: Unusable[] }) {
  if (!chosen && !others.length) return null;
  return (
    <div className="not-now">
      {chosen && (
        <p className="caution" role="status">
          {chosen}
        </p>
      )}
      {others.length > 0 && (
        <details>
          <summary className="faint">{asks}</summary>
          <dl>
            {others.map(({ key, title, why }) => (
              <div key={key}>
                <dt>{title}</dt>
                <dd className="faint">{why}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}
