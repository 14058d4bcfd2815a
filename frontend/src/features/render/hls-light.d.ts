/** The small build of hls.js, without its own types: the same class without alternative sound, subtitles and DRM. */
declare module "hls.js/light" {
  export { default } from "hls.js";
}
