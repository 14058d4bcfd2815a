import type { FeatureRoute } from "../../ui/route.ts";

const page = () => import("./Page.tsx");
const open = (
  path: string,
  title: string,
  name: "SignIn" | "SignUp" | "Forgot" | "Reset" | "Verify" | "Invite",
): FeatureRoute => ({
  path,
  title,
  layout: "open",
  page: () => page().then((module) => ({ default: module[name] })),
});

export const routes: FeatureRoute[] = [
  open("/sign-in", "Sign in", "SignIn"),
  open("/sign-up", "Sign up", "SignUp"),
  open("/forgot-password", "Reset your password", "Forgot"),
  open("/reset-password/:key", "Choose a password", "Reset"),
  open("/verify-email/:key", "Confirm your e-mail", "Verify"),
  open("/invite/:token", "Invitation", "Invite"),
];
