import { Button, Checkbox, CopyButton, NativeSelect, Radio, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useParams } from "react-router";
import { api, bodyOf, ifMatch } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import { type Project, presetsQuery, type Schemas, useChangeProject, useProject } from "../../api/queries.ts";
import { ConfirmButton } from "../../ui/Confirm.tsx";
import { ErrorCard, presetOption, Waiting } from "../../ui/index.tsx";
import { choicesQuery, showQuery, useChange } from "./queries.ts";
import { ShowArt } from "./ShowArt.tsx";

type Show = Schemas["ShowOut"];
type Given = Record<string, string>;

function useChangeShow(projectId: string, show: Show) {
  return useChange(projectId, (body: Schemas["PatchedShowIn"]) =>
    bodyOf(
      api.PATCH("/v1/projects/{project_id}/show", {
        params: { path: { project_id: projectId }, header: ifMatch(show.version) },
        body,
      }),
    ),
  );
}

/** Who may hear it, the address, and the way to take the address back. */
function Address({ projectId, show }: { projectId: string; show: Show }) {
  const change = useChangeShow(projectId, show);
  const revoke = useChange(projectId, () =>
    bodyOf(
      api.POST("/v1/projects/{project_id}/show/feed-key", { params: { path: { project_id: projectId } } }),
    ),
  );
  const url = show.feed_path && `${window.location.origin}${show.feed_path}`;
  const refused = change.error ?? revoke.error;
  return (
    <section className="card" aria-label="Feed">
      <h2>Feed</h2>
      <Radio.Group
        label="Who may hear this show"
        value={show.visibility}
        onChange={(value) => change.mutate({ visibility: value as Show["visibility"] })}
      >
        <div className="radios">
          <Radio value="off" label="Nobody: there is no feed" />
          <Radio value="private" label="Whoever has its secret address" />
          <Radio value="public" label="Everybody: directories may list it" />
        </div>
      </Radio.Group>
      {url && (
        <div className="feed-address">
          <TextInput
            label="Feed address"
            value={url}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton value={url}>
            {({ copied, copy }) => <Button onClick={copy}>{copied ? "Copied" : "Copy address"}</Button>}
          </CopyButton>
          {show.visibility === "private" && (
            <ConfirmButton
              act="Revoke this address"
              keep="Keep it"
              question="Revoke this address?"
              onConfirm={() => revoke.mutate(undefined)}
            >
              The show gets a new secret address. Whoever listens by the old one hears nothing new until you
              give them the new one.
            </ConfirmButton>
          )}
        </div>
      )}
      <p className="faint">
        Paste it into a podcast app. Episodes appear in it when they are published, with chapters, transcripts
        and who speaks; later edits change nothing there until you publish again.
      </p>
      {refused && <ErrorCard problem={refused.problem} />}
    </section>
  );
}

function About({ project, show }: { project: Project; show: Show }) {
  const change = useChangeShow(project.id, show);
  const rename = useChangeProject(project);
  const choices = useQuery(choicesQuery);
  const presets = useQuery(presetsQuery);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { title, logline, preset, ...rest } = Object.fromEntries(
      new FormData(event.currentTarget),
    ) as Given;
    rename.mutate({ title, logline, preset });
    change.mutate(rest, { onSuccess: () => notifications.show({ message: "The show is saved." }) });
  };
  const refused = change.error ?? (rename.error && asApiError(rename.error));
  const fields = refused?.fields() ?? {};
  return (
    <form className="card" onSubmit={onSubmit} aria-label="About the show">
      <h2>About the show</h2>
      <TextInput
        name="title"
        label="Name"
        required
        maxLength={200}
        defaultValue={project.title}
        error={fields.title}
      />
      <Textarea name="logline" label="What it is about" autosize minRows={2} defaultValue={project.logline} />
      <div className="form-grid">
        <TextInput name="author" label="Made by" maxLength={120} defaultValue={show.author} />
        <TextInput
          name="owner_email"
          type="email"
          label="E-mail for directories"
          defaultValue={show.owner_email}
          error={fields.owner_email}
        />
        <NativeSelect
          name="category"
          label="Category"
          defaultValue={show.category}
          data={choices.data?.categories ?? [show.category]}
        />
        <TextInput
          name="website"
          type="url"
          label="Website"
          defaultValue={show.website}
          error={fields.website}
        />
        <NativeSelect
          name="preset"
          label="Voices"
          defaultValue={project.preset}
          data={presets.data?.data.map(presetOption) ?? [project.preset]}
        />
      </div>
      {refused && <ErrorCard problem={refused.problem} />}
      <div className="actions">
        <Button type="submit" loading={change.isPending || rename.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

/** How loud directories want it, as people choose it; both are heard equally loud from two loudspeakers. */
const HEARD = [
  {
    value: "stereo",
    label: "-16 LUFS, stereo: what most platforms ask for",
    channels: "stereo",
    loudness: null,
  },
  {
    value: "stereo-14",
    label: "-14 LUFS, stereo: as loud as music services",
    channels: "stereo",
    loudness: -14,
  },
  {
    value: "mono",
    label: "-19 LUFS, mono: half the size, for speech alone",
    channels: "mono",
    loudness: null,
  },
] as const;

const heardAs = (show: Show) => `${show.channels}${show.loudness ?? ""}`;

/** What goes with every episode of the show: how loud it is, what is warned of, what its people come back to. */
function Rules({ projectId, show }: { projectId: string; show: Show }) {
  const change = useChangeShow(projectId, show);
  const fields = change.error?.fields() ?? {};
  const own = HEARD.some((each) => each.value === heardAs(show))
    ? []
    : [{ value: heardAs(show), label: `${show.loudness} LUFS, ${show.channels}` }];
  return (
    <section className="card" aria-label="Every episode">
      <h2>Every episode</h2>
      <NativeSelect
        label="Loudness"
        description="Of the next render; videos need stereo"
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={heardAs(show)}
        data={[...HEARD.map(({ value, label }) => ({ value, label })), ...own]}
        error={fields.loudness ?? fields.channels}
        onChange={(event) => {
          const chosen = HEARD.find((each) => each.value === event.currentTarget.value);
          if (chosen) change.mutate({ channels: chosen.channels, loudness: chosen.loudness });
        }}
      />
      <Textarea
        label="Running jokes"
        description="One a line. A new episode knows them, and somebody may come back to one."
        placeholder="Isla still owes us a lighthouse made of cake."
        autosize
        minRows={2}
        defaultValue={show.running_jokes.join("\n")}
        error={fields.running_jokes}
        onBlur={(event) => {
          const jokes = event.currentTarget.value.split("\n").map((line) => line.trim());
          const kept = jokes.filter(Boolean);
          if (kept.join("\n") !== show.running_jokes.join("\n")) change.mutate({ running_jokes: kept });
        }}
      />
      <Checkbox
        label="Explicit"
        description="Directories warn of its language or subjects"
        checked={show.is_explicit}
        onChange={(event) => change.mutate({ is_explicit: event.currentTarget.checked })}
      />
      <Checkbox
        label="Locked"
        description="Other platforms may not take the feed over; unlock it when you move"
        checked={show.is_locked}
        onChange={(event) => change.mutate({ is_locked: event.currentTarget.checked })}
      />
      {change.error && <ErrorCard problem={change.error.problem} />}
    </section>
  );
}

export default function ShowPage() {
  const { projectId = "" } = useParams();
  const project = useProject(projectId);
  const show = useQuery(showQuery(projectId));
  if (show.isError) {
    return (
      <div className="pane">
        <ErrorCard problem={asApiError(show.error).problem} onRetry={() => show.refetch()} />
      </div>
    );
  }
  if (!project.data || !show.data) return <Waiting />;
  return (
    <div className="pane show">
      <ShowArt projectId={projectId} show={show.data} drawn={project.data.poster_url ?? null} />
      <Address projectId={projectId} show={show.data} />
      <Rules key={show.data.version} projectId={projectId} show={show.data} />
      <About key={`${show.data.version}-${project.data.version}`} project={project.data} show={show.data} />
    </div>
  );
}
