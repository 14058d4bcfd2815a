import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { api, bodyOf } from "../../api/client.ts";
import { meQuery, type Schemas } from "../../api/queries.ts";
import { ErrorCard } from "../../ui/index.tsx";
import { useChange } from "./queries.ts";

export function Name({ workspace }: { workspace: Schemas["WorkspaceOut"] }) {
  const [name, setName] = useState(workspace.name);
  const saving = useChange(meQuery.queryKey, () =>
    bodyOf(
      api.PATCH("/v1/workspaces/{workspace_id}", {
        params: { path: { workspace_id: workspace.id } },
        body: { name },
      }),
    ),
  );
  return (
    <form
      className="form pane-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate(undefined);
      }}
    >
      {saving.error && <ErrorCard problem={saving.error.problem} />}
      <TextInput
        label="Name of the workspace"
        value={name}
        maxLength={120}
        required
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className="actions">
        <Button type="submit" disabled={name === workspace.name} loading={saving.isPending}>
          Save name
        </Button>
      </div>
    </form>
  );
}
