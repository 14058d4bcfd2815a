import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { requestReset, resetPassword, signIn, signUp, verifyEmail } from "../../api/auth.ts";
import { api, bodyOf, chooseWorkspace } from "../../api/client.ts";
import { type ApiError, asApiError } from "../../api/errors.ts";
import { meQuery } from "../../api/queries.ts";
import { ErrorCard, Waiting } from "../../ui/index.tsx";

function Sheet({ title, children, foot }: { title: string; children: ReactNode; foot?: ReactNode }) {
  return (
    <main className="centre" id="main">
      <section className="sheet">
        <h1>{title}</h1>
        {children}
        {foot && <p className="sheet-foot">{foot}</p>}
      </section>
    </main>
  );
}

type Given = Record<string, string>;

/** A form whose fields are read once it is sent; what the studio refuses is said beside its field. */
function useForm(send: (given: Given) => Promise<void>, then: () => void) {
  const sending = useMutation<void, ApiError, Given>({
    mutationFn: async (given) => {
      try {
        await send(given);
      } catch (error) {
        throw asApiError(error);
      }
    },
    onSuccess: then,
  });
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    sending.mutate(Object.fromEntries(new FormData(event.currentTarget)) as Given);
  };
  const fields = sending.error?.fields() ?? {};
  const shown = Object.keys(fields).some((name) => name);
  const problem = sending.error && !shown ? <ErrorCard problem={sending.error.problem} /> : null;
  return { onSubmit, fields, problem, busy: sending.isPending };
}

function useNext(): () => void {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  return () => {
    client.clear();
    const next = search.get("next") ?? "/home";
    navigate(next.startsWith("/") && !next.startsWith("//") ? next : "/home");
  };
}

const email = (error?: string) => (
  <TextInput name="email" type="email" label="E-mail" autoComplete="email" required error={error} />
);

export function SignIn() {
  const form = useForm(
    (given) => signIn({ email: given.email ?? "", password: given.password ?? "" }),
    useNext(),
  );
  const [search] = useSearchParams();
  return (
    <Sheet
      title="Sign in"
      foot={
        <>
          New here? <Link to={`/sign-up?${search}`}>Sign up</Link>
        </>
      }
    >
      <form onSubmit={form.onSubmit} className="form">
        {form.problem}
        {email(form.fields.email)}
        <PasswordInput
          name="password"
          label="Password"
          autoComplete="current-password"
          required
          error={form.fields.password}
        />
        <Button type="submit" loading={form.busy}>
          Sign in
        </Button>
        <Link to="/forgot-password">Forgot your password?</Link>
      </form>
    </Sheet>
  );
}

export function SignUp() {
  const form = useForm(
    (given) => signUp({ email: given.email ?? "", password: given.password ?? "", name: given.name ?? "" }),
    useNext(),
  );
  const [search] = useSearchParams();
  return (
    <Sheet
      title="Make your first film"
      foot={
        <>
          Already with us? <Link to={`/sign-in?${search}`}>Sign in</Link>
        </>
      }
    >
      <form onSubmit={form.onSubmit} className="form">
        {form.problem}
        <TextInput name="name" label="Your name" autoComplete="name" required error={form.fields.name} />
        {email(form.fields.email)}
        <PasswordInput
          name="password"
          label="Password"
          description="Ten characters or more; a sentence is best."
          autoComplete="new-password"
          required
          error={form.fields.password}
        />
        <Button type="submit" loading={form.busy}>
          Sign up
        </Button>
      </form>
    </Sheet>
  );
}

export function Forgot() {
  const [sent, setSent] = useState(false);
  const form = useForm(
    (given) => requestReset(given.email ?? ""),
    () => setSent(true),
  );
  return (
    <Sheet title="Reset your password" foot={<Link to="/sign-in">Back to sign in</Link>}>
      {sent ? (
        <p>If that address has an account, a link is on its way. It works for an hour.</p>
      ) : (
        <form onSubmit={form.onSubmit} className="form">
          {form.problem}
          {email(form.fields.email)}
          <Button type="submit" loading={form.busy}>
            Send me a link
          </Button>
        </form>
      )}
    </Sheet>
  );
}

export function Reset() {
  const { key = "" } = useParams();
  const navigate = useNavigate();
  const form = useForm(
    (given) => resetPassword(key, given.password ?? ""),
    () => navigate("/sign-in"),
  );
  return (
    <Sheet title="Choose a password" foot={<Link to="/forgot-password">Ask for a new link</Link>}>
      <form onSubmit={form.onSubmit} className="form">
        {form.problem}
        <PasswordInput
          name="password"
          label="New password"
          autoComplete="new-password"
          required
          error={form.fields.password ?? form.fields.key}
        />
        <Button type="submit" loading={form.busy}>
          Save and sign in
        </Button>
      </form>
    </Sheet>
  );
}

export function Verify() {
  const { key = "" } = useParams();
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm(
    () => verifyEmail(key),
    () => {
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
      navigate("/home");
    },
  );
  return (
    <Sheet title="Confirm your e-mail">
      <form onSubmit={form.onSubmit} className="form">
        {form.problem}
        {form.fields.key && <ErrorCard problem={{ detail: form.fields.key }} />}
        <p>Confirm that this address is yours, so that you can invite others.</p>
        <Button type="submit" loading={form.busy}>
          Confirm
        </Button>
      </form>
    </Sheet>
  );
}

export function Invite() {
  const { token = "" } = useParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const me = useQuery(meQuery);
  const offer = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => bodyOf(api.POST("/v1/invitations/preview", { body: { token } })),
    retry: false,
  });
  const form = useForm(
    async () => {
      const joined = await bodyOf(api.POST("/v1/invitations/accept", { body: { token } }));
      chooseWorkspace(joined.id);
      client.clear();
    },
    () => navigate("/home"),
  );
  if (offer.isPending || me.isPending) return <Waiting />;
  if (offer.isError) {
    return (
      <Sheet title="Invitation">
        <ErrorCard problem={asApiError(offer.error).problem} />
      </Sheet>
    );
  }
  const next = `?next=${encodeURIComponent(`/invite/${token}`)}`;
  return (
    <Sheet title={`Join ${offer.data.workspace_name}`}>
      <p>
        {offer.data.invited_by} invites {offer.data.email} to work here as {offer.data.role}.
      </p>
      {form.problem}
      {me.data ? (
        <form onSubmit={form.onSubmit}>
          <Button type="submit" loading={form.busy}>
            Join as {me.data.user.email}
          </Button>
        </form>
      ) : (
        <div className="actions">
          <Button component={Link} to={`/sign-up${next}`}>
            Sign up to join
          </Button>
          <Button component={Link} to={`/sign-in${next}`} variant="default">
            Sign in
          </Button>
        </div>
      )}
    </Sheet>
  );
}
