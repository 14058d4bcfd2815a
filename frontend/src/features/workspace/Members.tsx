import { Button, NativeSelect, Table, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import { meQuery, type Schemas } from "../../api/queries.ts";
import { ConfirmButton } from "../../ui/Confirm.tsx";
import { ErrorCard, Skeletons, words } from "../../ui/index.tsx";
import { useChange } from "./queries.ts";

type Role = Schemas["RoleEnum"];
const ROLES: Role[] = ["owner", "producer", "editor", "reviewer", "viewer"];
const KEY = ["members"];
const roleChoices = ROLES.map((role) => ({ value: role, label: words(role) }));

function Invite() {
  const [role, setRole] = useState<Role>("editor");
  const inviting = useChange(
    KEY,
    (email: string) => bodyOf(api.POST("/v1/invitations", { body: { email, role } })),
    (made) => notifications.show({ message: `An invitation is on its way to ${made.email}.` }),
  );
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    inviting.mutate(String(new FormData(event.currentTarget).get("email")));
  };
  const fields = inviting.error?.fields() ?? {};
  return (
    <form onSubmit={onSubmit} className="row-form">
      <TextInput name="email" type="email" label="Invite by e-mail" required error={fields.email} />
      <NativeSelect
        label="Role"
        data={roleChoices}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value as Role)}
      />
      <Button type="submit" loading={inviting.isPending}>
        Send invitation
      </Button>
      {inviting.error && !fields.email && <ErrorCard problem={inviting.error.problem} />}
    </form>
  );
}

function MemberRow({
  member,
  canEdit,
  isMe,
}: {
  member: Schemas["MemberOut"];
  canEdit: boolean;
  isMe: boolean;
}) {
  const params = { path: { member_id: member.id } };
  const changing = useChange(KEY, (role: Role) =>
    bodyOf(api.PATCH("/v1/members/{member_id}", { params, body: { role } })),
  );
  const removing = useChange(KEY, () => api.DELETE("/v1/members/{member_id}", { params }));
  const problem = changing.error ?? removing.error;
  return (
    <Table.Tr>
      <Table.Td>
        {member.user.name}
        <br />
        <span className="faint">{member.user.email}</span>
      </Table.Td>
      <Table.Td>
        {canEdit ? (
          <NativeSelect
            aria-label={`Role of ${member.user.name}`}
            data={roleChoices}
            value={member.role}
            onChange={(event) => changing.mutate(event.currentTarget.value as Role)}
          />
        ) : (
          words(member.role)
        )}
        {problem && <span className="warn">{problem.message}</span>}
      </Table.Td>
      <Table.Td>
        {(canEdit || isMe) && (
          <ConfirmButton
            act={isMe ? "Leave" : "Remove"}
            keep={isMe ? "Stay" : "Keep them"}
            question={isMe ? "Leave this workspace?" : `Remove ${member.user.name}?`}
            loading={removing.isPending}
            onConfirm={() => removing.mutate(undefined)}
          >
            {isMe
              ? "You lose sight of its films at once. Somebody has to invite you to come back."
              : "They lose sight of its films at once. What they made stays; you can invite them again."}
          </ConfirmButton>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function InvitationRow({ invitation, canEdit }: { invitation: Schemas["InvitationOut"]; canEdit: boolean }) {
  const withdrawing = useChange(KEY, () =>
    api.DELETE("/v1/invitations/{invitation_id}", { params: { path: { invitation_id: invitation.id } } }),
  );
  return (
    <Table.Tr>
      <Table.Td>
        {invitation.email}
        <br />
        <span className="faint">invited, until {new Date(invitation.expires_at).toLocaleDateString()}</span>
      </Table.Td>
      <Table.Td>{words(invitation.role)}</Table.Td>
      <Table.Td>
        {canEdit && (
          <ConfirmButton
            act="Withdraw"
            keep="Keep it"
            question={`Withdraw the invitation of ${invitation.email}?`}
            loading={withdrawing.isPending}
            onConfirm={() => withdrawing.mutate(undefined)}
          >
            Its link stops working.
          </ConfirmButton>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

export function Members({ canEdit }: { canEdit: boolean }) {
  const me = useQuery(meQuery);
  const members = useQuery({ queryKey: KEY, queryFn: () => bodyOf(api.GET("/v1/members")) });
  const invitations = useQuery({
    queryKey: [...KEY, "invitations"],
    queryFn: () => bodyOf(api.GET("/v1/invitations")),
  });
  return (
    <section className="pane-narrow" aria-label="People">
      {canEdit && <Invite />}
      {members.error && (
        <ErrorCard problem={asApiError(members.error).problem} onRetry={() => members.refetch()} />
      )}
      {members.isPending && <Skeletons count={3} className="skeleton-row" />}
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Who</Table.Th>
            <Table.Th>Role</Table.Th>
            <Table.Th aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.data?.data.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              canEdit={canEdit}
              isMe={member.user.id === me.data?.user.id}
            />
          ))}
          {invitations.data?.data.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} canEdit={canEdit} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
