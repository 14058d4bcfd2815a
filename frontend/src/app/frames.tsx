import { ActionIcon, Button, Kbd, Menu, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconMoon, IconSun, IconUser } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { Link, Navigate, Outlet, useLocation, useMatches, useNavigate, useParams } from "react-router";
import { signOut } from "../api/auth.ts";
import { chooseWorkspace, currentWorkspace } from "../api/client.ts";
import { asApiError } from "../api/errors.ts";
import { type Me, meQuery, type Project, projectQuery, projectsQuery } from "../api/queries.ts";
import { useConnected } from "../live/connection.ts";
import { type Command, useCommands } from "../ui/commands.ts";
import { ErrorCard, Waiting } from "../ui/index.tsx";
import { BalanceLink } from "./BalanceLink.tsx";
import { Commands, paletteKeys } from "./commands.tsx";
import { MoneyNews } from "./MoneyNews.tsx";

const STUDIO = "Nano Banana Studio Pro";

/** The page, then the film it is about, then the studio. */
function useTitle() {
  const matches = useMatches();
  const title = matches
    .map((match) => (match.handle as { title?: string } | undefined)?.title)
    .findLast(Boolean);
  const { projectId = "" } = useParams();
  const project = useQuery({ ...projectQuery(projectId), enabled: Boolean(projectId) });
  const film = project.data?.title;
  useEffect(() => {
    document.title = [title, film, STUDIO].filter(Boolean).join(" · ");
  }, [title, film]);
}

function Mark() {
  return (
    <Link to="/" className="mark" aria-label="Nano Banana Studio Pro, home">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <path d="M6 7c0 9 7 17 18 17 2 0 3 1.500 1 2.500C20 29 4 27 3.500 9.500 3.500 8 4 7 4.800 7S6 6.500 6 7z" />
      </svg>
      <span>Nano Banana Studio Pro</span>
    </Link>
  );
}

function useSchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("dark");
  return { scheme, toggle: () => setColorScheme(scheme === "dark" ? "light" : "dark") };
}

/** Pages anybody may see. */
export function OpenFrame() {
  useTitle();
  const { scheme, toggle } = useSchemeToggle();
  return (
    <div className="frame">
      <header className="bar">
        <Mark />
        <span className="spring" />
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={toggle}
          aria-label={scheme === "dark" ? "Light theme" : "Dark theme"}
        >
          {scheme === "dark" ? <IconSun size="1.1rem" /> : <IconMoon size="1.1rem" />}
        </ActionIcon>
      </header>
      <Outlet />
    </div>
  );
}

function WorkspaceMenu({ me }: { me: Me }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const here = me.workspaces.find((workspace) => workspace.id === currentWorkspace()) ?? me.workspaces[0];
  const choose = (id: string) => {
    chooseWorkspace(id);
    client.clear();
    navigate("/home");
  };
  return (
    <Menu position="bottom-end" width="16rem">
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconUser size="1rem" />} className="who">
          {here?.name ?? me.user.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.user.email}</Menu.Label>
        {me.workspaces.map((workspace) => (
          <Menu.Item
            key={workspace.id}
            onClick={() => choose(workspace.id)}
            rightSection={workspace === here ? "✓" : null}
          >
            {workspace.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/workspace">
          People, keys and workspace
        </Menu.Item>
        <Menu.Item component={Link} to="/usage">
          Usage and money
        </Menu.Item>
        <Menu.Item component={Link} to="/profile">
          Your profile
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          onClick={async () => {
            await signOut();
            chooseWorkspace("");
            client.clear();
            navigate("/sign-in");
          }}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useStudioCommands(): void {
  const navigate = useNavigate();
  const { toggle } = useSchemeToggle();
  const toggled = useRef(toggle);
  toggled.current = toggle;
  const go = useMemo((): Command[] => {
    const to = (id: string, name: string, path: string, keys?: string): Command => {
      return { id, name, keys, group: "Studio", perform: () => navigate(path) };
    };
    return [
      to("home", "Go to your projects", "/home", "g h"),
      to("new", "New film", "/new", "n"),
      to("new-podcast", "New podcast", "/new-podcast"),
      to("people", "People and workspace", "/workspace", "g w"),
      to("keys", "API keys", "/workspace?tab=keys"),
      to("usage", "Usage, balance and spend caps", "/usage", "g u"),
      to("workers", "Workers", "/workspace?tab=workers"),
      to("profile", "Your profile", "/profile", "g p"),
      {
        id: "theme",
        name: "Switch between dark and light",
        group: "Studio",
        perform: () => toggled.current(),
      },
    ];
  }, [navigate]);
  useCommands(go);
}

/** Where somebody who opens a project wants to be. */
function pageOf({ kind, last_render }: Project): string {
  if (kind === "podcast") return "episodes";
  return last_render ? "watch" : "script";
}

/** Every project by name. */
function useFilmCommands(): void {
  const navigate = useNavigate();
  const projects = useQuery(projectsQuery);
  const films = useMemo(
    () =>
      (projects.data ?? []).map(
        (project): Command => ({
          id: project.id,
          name: project.title,
          group: project.kind === "podcast" ? "Podcast" : "Film",
          perform: () => navigate(`/projects/${project.id}/${pageOf(project)}`),
        }),
      ),
    [projects.data, navigate],
  );
  useCommands(films);
}

function FilmCommands() {
  useFilmCommands();
  return null;
}

function Connection() {
  if (useConnected()) return null;
  return (
    <output className="offline">
      <span aria-hidden="true">◌</span> Reconnecting. What you see may be a moment old.
    </output>
  );
}

/** Pages of somebody who is signed in. */
export function StudioFrame() {
  useTitle();
  const me = useQuery(meQuery);
  const location = useLocation();
  useStudioCommands();
  if (me.isPending) return <Waiting label="Opening the studio" />;
  if (me.isError) {
    return (
      <main className="centre">
        <ErrorCard problem={asApiError(me.error).problem} onRetry={() => me.refetch()} />
      </main>
    );
  }
  if (!me.data) return <Navigate to={`/sign-in?next=${encodeURIComponent(location.pathname)}`} replace />;
  if (!me.data.workspaces.some((workspace) => workspace.id === currentWorkspace())) {
    chooseWorkspace(me.data.workspaces[0]?.id ?? "");
  }
  return (
    <Commands>
      {(open) => (
        <div className="frame">
          <FilmCommands />
          <MoneyNews me={me.data as Me} />
          <a href="#main" className="skip">
            Skip to the work
          </a>
          <header className="bar">
            <Mark />
            <span className="spring" />
            <Connection />
            <Button
              variant="subtle"
              color="gray"
              onClick={open}
              rightSection={<Kbd>{paletteKeys}</Kbd>}
              className="palette-button"
            >
              Commands
            </Button>
            <BalanceLink me={me.data as Me} />
            <WorkspaceMenu me={me.data as Me} />
          </header>
          <Outlet />
        </div>
      )}
    </Commands>
  );
}
