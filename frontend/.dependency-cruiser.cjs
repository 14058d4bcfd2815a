/** One direction: design, api, live, ui -> features -> app; features are islands. */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "features-are-islands",
      severity: "error",
      from: { path: "^src/features/([^/]+)/" },
      to: { path: "^src/features/", pathNot: "^src/features/$1/" },
    },
    { name: "shared-knows-no-feature", severity: "error", from: { path: "^src/(design|api|live|ui)/" }, to: { path: "^src/(features|app)/" } },
    { name: "nobody-imports-the-roof", severity: "error", from: { path: "^src/(?!app/|main)" }, to: { path: "^src/app/" } },
    { name: "ui-draws-only", severity: "error", from: { path: "^src/ui/" }, to: { path: "^src/(api|live)/" } },
  ],
  options: { tsConfig: { fileName: "tsconfig.json" }, doNotFollow: { path: "node_modules" } },
};
