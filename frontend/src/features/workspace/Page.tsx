import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { currentWorkspace } from "../../api/client.ts";
import { meQuery } from "../../api/queries.ts";
import { Waiting } from "../../ui/index.tsx";
import { Dictionary } from "./Dictionary.tsx";
import { EngineKeys } from "./EngineKeys.tsx";
import { Keys } from "./Keys.tsx";
import { Members } from "./Members.tsx";
import { Name } from "./Name.tsx";
import { Workers } from "./Workers.tsx";

export default function Workspace() {
  const me = useQuery(meQuery);
  const [search, setSearch] = useSearchParams();
  const here = me.data?.workspaces.find((workspace) => workspace.id === currentWorkspace());
  if (!here) return <Waiting />;
  const can = (capability: string) => here.capabilities.includes(capability);
  return (
    <main className="page" id="main">
      <h1>{here.name}</h1>
      <Tabs value={search.get("tab") ?? "people"} onChange={(tab) => setSearch({ tab: tab ?? "people" })}>
        <Tabs.List>
          <Tabs.Tab value="people">People</Tabs.Tab>
          {can("api_keys.view") && <Tabs.Tab value="keys">API keys</Tabs.Tab>}
          {can("engine_keys.view") && <Tabs.Tab value="engines">Engine keys</Tabs.Tab>}
          {can("workers.view") && <Tabs.Tab value="workers">Workers</Tabs.Tab>}
          {can("pronunciations.view") && <Tabs.Tab value="words">Pronunciation</Tabs.Tab>}
          {can("workspace.edit") && <Tabs.Tab value="workspace">Workspace</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="people">
          <Members canEdit={can("members.edit")} />
        </Tabs.Panel>
        <Tabs.Panel value="keys">
          <Keys canEdit={can("api_keys.edit")} />
        </Tabs.Panel>
        <Tabs.Panel value="engines">
          {search.get("tab") === "engines" && can("engine_keys.view") && (
            <EngineKeys canEdit={can("engine_keys.edit")} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="workers">
          {search.get("tab") === "workers" && can("workers.view") && <Workers />}
        </Tabs.Panel>
        <Tabs.Panel value="words">
          {search.get("tab") === "words" && <Dictionary canEdit={can("pronunciations.edit")} />}
        </Tabs.Panel>
        <Tabs.Panel value="workspace">
          <Name workspace={here} />
        </Tabs.Panel>
      </Tabs>
    </main>
  );
}
