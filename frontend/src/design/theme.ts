import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
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
  colors: { banana },
  fontFamily: "var(--sans)",
  fontFamilyMonospace: "var(--script)",
  defaultRadius: "var(--radius)",
  headings: { fontWeight: "600" },
  cursorType: "pointer",
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
};

export const variables: CSSVariablesResolver = () => ({ variables: {}, dark: shared, light: shared });
