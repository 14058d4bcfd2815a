import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core";

const banana: MantineColorsTuple = [
  "#fffbe6",
  "#fdf3c4",
  "#fbe88f",
  "#f9dd62",
  "#f7d046",
  "#f2c522",
  "#d9ad12",
  "#a8850c",
  "#7a6008",
  "#4d3c04",
];

/** Mantine's own neutrals in the dark, from ink to ground, so that nothing of it is greyer than the room. */
const dark: MantineColorsTuple = [
  "#eceae4",
  "#b3b3ae",
  "#8f918f",
  "#6b7079",
  "#454b55",
  "#2f333a",
  "#22252a",
  "#1a1c1f",
  "#131416",
  "#0e0f11",
];

/** Controls are one row high. */
const ROW = { height: "var(--row)", text: "var(--text-control)" };

/** What destroys is red in the tokens' own shades, readable in both themes. */
const variantColorResolver: VariantColorsResolver = (input) => {
  if (input.color !== "red") return defaultVariantColorsResolver(input);
  if (input.variant === "filled") {
    return {
      background: "var(--danger)",
      hover: "var(--danger)",
      color: "var(--ground)",
      border: "1px solid var(--danger)",
    };
  }
  const border = input.variant === "outline" ? "1px solid var(--danger)" : "none";
  return { background: "transparent", hover: "var(--danger-soft)", color: "var(--danger)", border };
};

/** Mantine speaks with our tokens: components take their colours and sizes from `tokens.css`. */
export const theme = createTheme({
  primaryColor: "banana",
  primaryShade: { dark: 4, light: 5 },
  autoContrast: true,
  variantColorResolver,
  colors: { banana, dark },
  fontSizes: { xs: "var(--text-small)", sm: "var(--text-control)", md: "var(--text)" },
  fontFamily: "var(--sans)",
  fontFamilyMonospace: "var(--script)",
  defaultRadius: "var(--radius)",
  headings: { fontWeight: "600" },
  cursorType: "pointer",
  components: {
    Button: Button.extend({
      vars: (_, { size }) => ({
        root: size
          ? {}
          : { "--button-height": ROW.height, "--button-fz": ROW.text, "--button-padding-x": "var(--s3)" },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      vars: (_, { size }) => ({ root: size ? {} : { "--ai-size": ROW.height } }),
    }),
    Input: Input.extend({
      vars: () => ({ wrapper: { "--input-height": ROW.height, "--input-fz": ROW.text } }),
    }),
    Modal: {
      defaultProps: { transitionProps: { duration: 0 }, closeButtonProps: { "aria-label": "Close" } },
    },
    Menu: { defaultProps: { transitionProps: { duration: 0 } } },
  },
});

const shared = {
  "--mantine-color-body": "var(--ground)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-soft)",
  "--mantine-color-placeholder": "var(--ink-faint)",
  "--mantine-color-default": "var(--lifted)",
  "--mantine-color-default-hover": "var(--raised)",
  "--mantine-color-default-border": "var(--line-strong)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-error": "var(--danger)",
  "--mantine-color-disabled": "var(--line)",
  "--mantine-color-disabled-color": "var(--ink-faint)",
  "--mantine-color-disabled-border": "var(--line)",
};

export const variables: CSSVariablesResolver = () => ({ variables: {}, dark: shared, light: shared });
