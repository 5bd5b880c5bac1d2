"""The task list of a dossier: what is done, what is next, what a desk asked to mend."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from ocop.dossiers.models import Dossier
from ocop.dossiers.rules.content import SubmissionContent
from ocop.kernel.findings import Finding, Weight
from ocop.law.loading import load_rubric
from ocop.law.rubric import Part, Rubric
from ocop.register.models import EvaluationKind
from ocop.web.design.figures import number
from ocop.web.design.pieces import Kind, Status, Task
from ocop.web.portal.places import place_url
from ocop.web.scoring_adapter import part_title


@dataclass(frozen=True)
class TaskGroup:
    """Some tasks under a heading; `note` names the form they fill."""

    title: str
    note: str
    tasks: list[Task]


@dataclass(frozen=True)
class TaskList:
    """The whole list; `next_task` is the first that is not done."""

    groups: list[TaskGroup]
    done: int
    total: int
    next_task: Task | None


class Tasks:
    """Builds the list from the content, its findings and what was asked."""

    def __init__(
        self,
        dossier: Dossier,
        content: SubmissionContent,
        findings: Iterable[Finding],
        asked: Mapping[str, list[str]],
    ) -> None:
        self.dossier, self.content, self.asked = dossier, content, asked
        self.rubric = load_rubric(dossier.instrument, dossier.set_number)
        self.findings = [each for each in findings if each.place != "commitment"]

    def build(self) -> TaskList:
        """Every group in the order of the forms."""
        groups = [
            TaskGroup("1. Bạn và sản phẩm", "Mẫu số 01, phiếu đăng ký", self._about()),
            TaskGroup(
                f"2. Tự đánh giá {len(self.rubric.leaves)} tiêu chí",
                f"Mẫu số 02, bộ số {self.rubric.number}",
                [self._part(part) for part in self.rubric.parts],
            ),
            TaskGroup("3. Giấy tờ và kế hoạch", "Mẫu số 02", self._papers_and_plan()),
        ]
        tasks = [task for group in groups for task in group.tasks]
        open_tasks = [task for task in tasks if task.status.kind != Kind.OK]
        check = self._check(ready=not any(each.weight is Weight.BLOCKER for each in self.findings))
        groups.append(TaskGroup("4. Nộp", "", [check]))
        done = len(tasks) - len(open_tasks)
        following = open_tasks[0] if open_tasks else check
        return TaskList(groups, done, len(tasks) + 1, following)

    def _about(self) -> list[Task]:
        tasks = [
            self._task("Thông tin cơ sở", "producer", hint=self.content["producer"]["name"]),
            self._task(
                "Sản phẩm, câu chuyện và ảnh",
                "product",
                hint=self._photos(),
                also=("commune",),
            ),
        ]
        if self.dossier.kind != EvaluationKind.FIRST:
            tasks.append(
                self._task(
                    "Những gì đã đổi từ lần công nhận trước",
                    "changes",
                    hint="Nguyên liệu, bao bì, nhãn, thị trường, doanh thu",
                )
            )
        return tasks

    def _photos(self) -> str:
        count = len(self.content["product"]["photos"])
        return f"{count} ảnh" if count else "Chưa có ảnh"

    def _part(self, part: Part) -> Task:
        codes = _codes(self.rubric, part)
        missing = [code for code in self._missing() if code in codes]
        asked = [code for code in codes if code in self.asked]
        points = self.content["self_score"]["parts"][part.code].removesuffix(".00")
        first = (asked or missing or codes)[0]
        if asked:
            status = Status(Kind.WARN, "Cần bổ sung", f"ở tiêu chí {', '.join(asked)}")
        elif not missing:
            status = Status(Kind.OK, "Xong", f", tự chấm {points.replace('.', ',')} điểm")
        elif len(missing) == len(codes):
            status = Status(Kind.DRAFT, "Chưa làm")
        else:
            status = Status(Kind.WAIT, "Đang làm", f", còn {len(missing)} tiêu chí", icon="half")
        return Task(
            part_title(part.code, part.name),
            status,
            reverse("portal:criterion", args=[self.dossier.pk, first]),
            f"{len(codes)} tiêu chí, tối đa {number(part.max)} điểm",
        )

    def _missing(self) -> list[str]:
        codes: list[str] = self.content["self_score"]["missing"]
        return codes

    def _papers_and_plan(self) -> list[Task]:
        papers = {row["paper"]["id"] for row in self.content["evidence"]}
        codes = {leaf.code for leaf in self.rubric.leaves}
        on_papers = [
            each
            for each in self.findings
            if each.place == "papers" or (each.place in codes and each.place not in self._missing())
        ]
        evidence = self._task(
            "Giấy tờ minh chứng",
            "papers",
            hint=f"{len(papers)} giấy đã kèm" if papers else "Chưa kèm giấy nào",
            findings=on_papers,
        )
        plan = self._task(
            "Kết quả và kế hoạch sản xuất, kinh doanh",
            "results",
            also=("plan", "samples"),
            hint="Phần II và IV",
        )
        return [
            Task(
                evidence.name,
                evidence.status,
                reverse("portal:evidence", args=[self.dossier.pk]),
                evidence.hint,
            ),
            plan,
        ]

    def _task(
        self,
        name: str,
        place: str,
        *,
        hint: str,
        also: tuple[str, ...] = (),
        findings: list[Finding] | None = None,
    ) -> Task:
        places = (place, *also)
        if findings is None:
            findings = [each for each in self.findings if each.place in places]
        reasons = [reason for each in places for reason in self.asked.get(each, ())]
        return Task(name, _status(findings, reasons), place_url(self.dossier, place), hint)

    def _check(self, *, ready: bool) -> Task:
        url = reverse("portal:check", args=[self.dossier.pk])
        if ready:
            return Task("Kiểm tra lại và nộp", Status(Kind.WAIT, "Sẵn sàng để nộp"), url)
        return Task(
            "Kiểm tra lại và nộp",
            Status(Kind.DRAFT, "Xem còn thiếu gì"),
            url,
            "Mở được bất cứ lúc nào",
        )


def _status(findings: list[Finding], reasons: list[str]) -> Status:
    if reasons:
        return Status(Kind.WARN, "Cần bổ sung:", reasons[0])
    stopping = [each for each in findings if each.weight is Weight.BLOCKER]
    if stopping:
        more = f" và {len(stopping) - 1} chỗ nữa" if len(stopping) > 1 else ""
        return Status(
            Kind.WAIT, "Còn thiếu:", f"{stopping[0].message.rstrip('.')}{more}", icon="half"
        )
    if findings:
        return Status(Kind.OK, "Xong", f", nên xem lại {len(findings)} chỗ")
    return Status(Kind.OK, "Xong")


def _codes(rubric: Rubric, part: Part) -> list[str]:
    return [leaf.code for each, _, leaf in rubric.walk() if each is part]
