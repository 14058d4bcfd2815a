import { MantineProvider } from "@mantine/core";
import { fireEvent, render, screen } from "@testing-library/react";
import type { ComponentProps } from "react";
import { expect, test, vi } from "vitest";
import { Bring } from "./Bring.tsx";

const PICTURE = { label: "Picture", description: "A face", accept: "image/png" };
const SOUND = { label: "Recording", description: "A voice", accept: "audio/*" };
const said = {
  about: "A picture of Ada",
  file: PICTURE,
  invented: "drawn",
  consents: [{ value: "cns_1", label: "Vera Brandt" }],
  withoutConsent: "Nobody has agreed yet.",
  act: "Add",
  isPending: false,
};

function shown(props: Partial<ComponentProps<typeof Bring>> = {}) {
  const onBring = vi.fn();
  const form = (more = {}) => (
    <MantineProvider env="test">
      <Bring {...said} onBring={onBring} {...props} {...more} />
    </MantineProvider>
  );
  const { rerender, container } = render(form());
  const choose = () => {
    const input = container.querySelector<HTMLInputElement>("input[type=file]");
    if (input) fireEvent.change(input, { target: { files: [new File(["x"], "ada.png")] } });
  };
  return { onBring, choose, again: (more: object) => rerender(form(more)) };
}
const add = () => screen.getByText("Add").closest("button") as HTMLButtonElement;

test("a real person's picture goes with the consent that was chosen", () => {
  const { onBring, choose } = shown();
  choose();
  expect(add().disabled).toBe(true);
  fireEvent.click(screen.getByLabelText("A real person"));
  fireEvent.submit(screen.getByLabelText("A picture of Ada"));
  const form = onBring.mock.calls[0]?.[0] as FormData;
  expect([form.get("shows"), form.get("consent_id")]).toEqual(["real", "cns_1"]);
});

test("without anybody's consent nothing of a real person is brought, and what to do is said", () => {
  const { choose } = shown({ consents: [] });
  choose();
  fireEvent.click(screen.getByLabelText("A real person"));
  expect(screen.getByText("Nobody has agreed yet.")).toBeTruthy();
  expect(add().disabled).toBe(true);
});

test("a file that was chosen as a picture is no recording", () => {
  const { choose, again } = shown();
  choose();
  fireEvent.click(screen.getByLabelText("Nobody real: drawn"));
  expect(add().disabled).toBe(false);
  again({ file: SOUND });
  expect(add().disabled).toBe(true);
});
