import { type RefObject, useEffect, useState } from "react";

const PLAYLIST = "application/vnd.apple.mpegurl";

/** Safari plays such streams itself, and on a telephone nothing else can. */
const native = (video: HTMLVideoElement) =>
  "WebKitPlaybackTargetAvailabilityEvent" in window && video.canPlayType(PLAYLIST) !== "";

/** Plays a film that grows; true when this browser cannot. The library is loaded only here. */
export function useStream(video: RefObject<HTMLVideoElement | null>, url: string): boolean {
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const player = video.current;
    if (!player) return;
    if (native(player)) {
      player.src = url;
      return;
    }
    let gone = false;
    let stop = () => {};
    void attach(player, url, () => setFailed(true)).then((end) => {
      if (gone) end();
      else stop = end;
    });
    return () => {
      gone = true;
      stop();
    };
  }, [video, url]);
  return failed;
}

async function attach(player: HTMLVideoElement, url: string, fail: () => void): Promise<() => void> {
  const { default: Hls } = await import("hls.js/light");
  if (!Hls.isSupported()) {
    fail();
    return () => {};
  }
  // a viewer begins at the beginning and is never carried to the newest second
  const hls = new Hls({ startPosition: 0, enableWorker: false, maxBufferLength: 60, backBufferLength: 120 });
  let recovered = 0;
  hls.on(Hls.Events.ERROR, (_, error) => {
    if (!error.fatal) return;
    recovered += 1;
    if (recovered > 5) {
      hls.destroy();
      fail();
    } else if (error.type === Hls.ErrorTypes.NETWORK_ERROR) window.setTimeout(() => hls.startLoad(), 2000);
    else hls.recoverMediaError();
  });
  hls.on(Hls.Events.FRAG_BUFFERED, () => {
    recovered = 0;
  });
  hls.loadSource(url);
  hls.attachMedia(player);
  return () => hls.destroy();
}
