import { Button } from "@mantine/core";
import { useEffect } from "react";
import { Link, useRouteError } from "react-router";
import { asApiError } from "../api/errors.ts";
import { Empty, ErrorCard } from "../ui/index.tsx";

/** A page failed: what it says, and a way on. */
export function Fault() {
  const error = useRouteError();
  const known = asApiError(error);
  const detail =
    error instanceof TypeError || error instanceof ReferenceError
      ? "This page failed to show. What you saved is safe; load it again."
      : known.message;
  return (
    <main className="centre">
      <ErrorCard problem={{ ...known.problem, detail }} onRetry={() => window.location.reload()} />
    </main>
  );
}

export function NotFound() {
  useEffect(() => {
    document.title = "No such page · Nano Banana Studio Pro";
  }, []);
  return (
    <main className="centre">
      <Empty
        title="There is no such page"
        action={
          <Button component={Link} to="/">
            To the studio
          </Button>
        }
      >
        The address may be old, or the project may have been archived.
      </Empty>
    </main>
  );
}
