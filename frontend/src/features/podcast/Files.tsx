import { fileSize } from "../../ui/index.tsx";
import type { Recording } from "./queries.ts";

/** Everything to take away. */
export function Files({ files }: { files: Recording["files"] }) {
  return (
    <ul className="sources">
      {files.map((file) => (
        <li key={file.role} className="source">
          <a href={file.url} download={file.filename}>
            {file.title}
          </a>
          <span className="spring" />
          <span className="faint tabular">{fileSize(file.bytes)}</span>
        </li>
      ))}
    </ul>
  );
}
