import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useNavigate } from "react-router";
import { api, bodyOf } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import { presetsQuery } from "../../api/queries.ts";
import { ErrorCard, presetOption } from "../../ui/index.tsx";

type Given = Record<string, string>;

function useCreate() {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation<string, ApiError, Given>({
    mutationFn: async ({ title = "", logline, preset }) => {
      try {
        const body = { title, logline, preset, kind: "podcast" };
        return (await bodyOf(api.POST("/v1/projects", { body }))).id;
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSuccess: (id) => {
      void client.invalidateQueries({ queryKey: ["projects"] });
      navigate(`/projects/${id}/episodes`);
    },
  });
}

/** A show begins with the house's four people; the first episode is the next question. */
export default function NewShow() {
  const making = useCreate();
  const presets = useQuery(presetsQuery);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    making.mutate(Object.fromEntries(new FormData(event.currentTarget)) as Given);
  };
  const fields = making.error?.fields() ?? {};
  return (
    <main className="page page-narrow" id="main">
      <h1>New podcast</h1>
      <form onSubmit={onSubmit} className="form">
        <TextInput
          name="title"
          label="Name of the show"
          required
          maxLength={200}
          autoFocus
          error={fields.title}
        />
        <Textarea
          name="logline"
          label="What it is about"
          description="Listeners read it in their podcast app."
          placeholder="Four voices ask slow questions about things that used to be obvious."
          autosize
          minRows={2}
          maxLength={2000}
          error={fields.logline}
        />
        <NativeSelect
          name="preset"
          label="Voices"
          description="Draft has the natural voices; rough has plain ones that speak many times faster."
          data={presets.data?.data.map(presetOption) ?? ["draft"]}
          error={fields.preset}
        />
        {making.error && <ErrorCard problem={making.error.problem} />}
        <div className="actions">
          <Button type="submit" loading={making.isPending}>
            Create podcast
          </Button>
          <span className="faint">
            It begins with a host, an expert, a creative and a skeptic; change them as you like.
          </span>
        </div>
      </form>
    </main>
  );
}
