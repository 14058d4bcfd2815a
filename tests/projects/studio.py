"""A workspace with one film, as a program of its owner sees it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rest_framework.test import APIClient

from projects.project.models import Project
from studio.accounts.models import Workspace
from tests.factories import a_project, a_workspace, an_owner, signed_in
from tests.projects.story import STORY


class Studio:
    """A workspace with one film, over HTTP."""

    def __init__(self) -> None:
        self.workspace: Workspace = a_workspace()
        self.client: APIClient = signed_in(an_owner(self.workspace))
        self.project: Project = a_project(workspace=self.workspace, screenplay=STORY)
        self.url = f"/v1/projects/{self.project.id}"
        self.orders = 0

    def order(self, **body: Any) -> dict[str, Any]:
        self.orders += 1
        answer = self.client.post(f"{self.url}/renders", body, headers={"Idempotency-Key": str(self.orders)})
        assert answer.status_code == 202, answer.content
        return dict(answer.json())

    def quote(self, **body: Any) -> dict[str, Any]:
        answer = self.client.post("/v1/quotes", {"project_id": self.project.pk} | body)
        assert answer.status_code == 201, answer.content
        return dict(answer.json())

    def get(self, path: str) -> Any:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def shots(self) -> list[dict[str, Any]]:
        return list(self.get(f"{self.url}/shots")["data"])

    def states(self) -> Counter[str]:
        return Counter(shot["status"]["state"] for shot in self.shots())

    def causes(self) -> set[str]:
        every = [*self.shots(), *self.get(f"{self.url}/scenes")["data"]]
        return {each["status"]["cause"] for each in every} - {""}

    def write(self, old: str, new: str) -> None:
        found = self.client.get(f"{self.url}/screenplay")
        text = found.json()["text"].replace(old, new)
        answer = self.client.put(f"{self.url}/screenplay", {"text": text}, headers={"If-Match": found.headers["ETag"]})
        assert answer.status_code == 200
