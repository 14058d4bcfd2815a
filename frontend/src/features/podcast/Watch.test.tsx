import { MantineProvider } from "@mantine/core";
import { fireEvent, render, screen } from "@testing-library/react";
import { createRef } from "react";
import { expect, test, vi } from "vitest";
import type { Recording } from "./queries.ts";
import { Media } from "./Watch.tsx";

const file = (role: string, title: string) => ({
  role,
  title,
  filename: `${title}.mp4`,
  url: `/media/${role}`,
  bytes: 1,
});

function shown(files: Recording["files"]) {
  const recording = {
    title: "The light",
    audio_url: "/media/sound",
    cover_url: null,
    files,
  } as unknown as Recording;
  const element = createRef<HTMLMediaElement>();
  const onTime = vi.fn();
  render(
    <MantineProvider>
      <Media recording={recording} element={element} at={12} onTime={onTime} />
    </MantineProvider>,
  );
  return { element, onTime };
}

test("an episode without a video is heard, and says where it is", () => {
  const { element, onTime } = shown([file("mp3", "MP3")]);
  expect(screen.queryByRole("radiogroup")).toBeNull();
  expect(element.current?.tagName).toBe("AUDIO");
  Object.defineProperty(element.current, "currentTime", { value: 3.5 });
  fireEvent.timeUpdate(element.current as HTMLMediaElement);
  expect(onTime).toHaveBeenCalledWith(3.5);
});

test("a video is shown first, and the sound goes on where the picture was", () => {
  const { element } = shown([file("mp3", "MP3"), file("video_1x1", "Video podcast, 1:1")]);
  expect(element.current?.tagName).toBe("VIDEO");
  expect(element.current?.getAttribute("src")).toBe("/media/video_1x1");
  fireEvent.click(screen.getByLabelText("Sound alone"));
  expect(element.current?.tagName).toBe("AUDIO");
  fireEvent.loadedMetadata(element.current as HTMLMediaElement);
  expect(element.current?.currentTime).toBe(12);
});
