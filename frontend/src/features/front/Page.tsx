import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate } from "react-router";
import { currentWorkspace } from "../../api/client.ts";
import { meQuery } from "../../api/queries.ts";
import { Film } from "./Film.tsx";

const PROMISES = [
  [
    "Paste a screenplay",
    "Fountain or Final Draft, three pages or three hours. It is broken down into scenes, cast and shots while you write.",
  ],
  [
    "Press render",
    "You see what it costs and how long it takes before it starts. Draft needs no account anywhere else.",
  ],
  [
    "Watch your film",
    "Voices, pictures, sound and captions as one master, checked frame by frame before we call it done.",
  ],
  ["Change a line", "Only that line, its shot and its scene are made again. Everything else stays as it is."],
] as const;

export default function FrontDoor() {
  // Whoever was never signed in here is not asked who they are.
  const me = useQuery({ ...meQuery, enabled: Boolean(currentWorkspace()) });
  if (me.data) return <Navigate to="/home" replace />;
  return (
    <main className="front" id="main">
      <section className="front-hero">
        <div className="front-lead">
          <p className="slug">INT. YOUR BROWSER — DAY</p>
          <h1>A screenplay goes in. A film comes out.</h1>
          <p className="front-line">
            Nano Banana Studio Pro reads your script, casts the voices, draws the board, and cuts a finished
            film with sound and captions: the whole of it, not a clip.
          </p>
          <div className="actions">
            <Button component={Link} to="/sign-up" size="md">
              Make your first film
            </Button>
            <Button component={Link} to="/sign-in" size="md" variant="default">
              Sign in
            </Button>
          </div>
        </div>
        <Film />
      </section>
      <section className="front-list" aria-label="How it works">
        {PROMISES.map(([title, text], place) => (
          <article key={title}>
            <span className="front-number" aria-hidden="true">
              {place + 1}
            </span>
            <h2>{title}</h2>
            <p>{text}</p>
          </article>
        ))}
      </section>
    </main>
  );
}
