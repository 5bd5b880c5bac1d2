"""Dossiers on their way, reached through the product's own services as people would.

`places` is `tests.factories.basic.make_places()`.
"""

from dataclasses import dataclass
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ocop.accounts.models import User
from ocop.dossiers.models import Dossier, Submission
from ocop.dossiers.rules.content import GENERAL
from ocop.dossiers.services import drafting, submission
from ocop.files.models import StoredFile
from ocop.files.services import store_upload
from ocop.law.loading import load_rubric
from ocop.law.rubric import Criterion, Option, Rubric
from ocop.law.scoring import SheetScore, score_sheet
from ocop.producers import vault
from ocop.producers.models import Paper, Producer
from ocop.products.models import Product
from tests.factories.basic import Places, make_producer, make_product, make_user

# The middle of each band of Điều 3.3 QĐ 26/2026, where a small difference changes no star.
AIMS = {1: 20, 2: 40, 3: 60, 4: 80, 5: 95}
CONTACT = {
    "address": "Ấp Mẫu, xã Tân Hộ Cơ",
    "phone": "0912345678",
    "representative_name": "Người đại diện (mẫu)",
    "representative_title": "Chủ cơ sở",
    "representative_sex": "female",
    "representative_ethnicity": "Kinh",
}


@dataclass(frozen=True)
class Answers:
    """Options by criterion, and cases where a criterion has them."""

    options: dict[str, int]
    cases: dict[str, int]

    def score(self, rubric: Rubric) -> SheetScore:
        """The sheet scored."""
        return score_sheet(rubric, self.options, self.cases)


def answers_for(rubric: Rubric, star: int, aim: int | None = None) -> Answers:
    """A complete sheet that reaches `star` exactly, its total as near `aim` as the levels allow.

    Marks of `star` and below hold, and there is a story.
    Raises AssertionError where the sheet cannot be answered so.
    """
    wanted = AIMS[star] if aim is None else aim
    cases = {leaf.code: leaf.cases[-1].number for leaf in rubric.leaves if leaf.cases}
    levels = {leaf.code: _levels(leaf, cases.get(leaf.code)) for leaf in rubric.leaves}
    floor = {
        leaf.code: _floor(rubric, leaf, cases.get(leaf.code), star if star >= 3 else 0)
        for leaf in rubric.leaves
    }
    chosen = dict(floor)
    total = sum(_points(levels[code], number) for code, number in chosen.items())
    while total < wanted:
        step = _next_step(levels, chosen, wanted - total)
        if step is None:
            break
        code, number = step
        total += _points(levels[code], number) - _points(levels[code], chosen[code])
        chosen[code] = number
    answers = Answers(chosen, cases)
    reached = answers.score(rubric).ranking
    assert reached.star == star, (rubric.id, reached)
    return answers


def _levels(leaf: Criterion, case: int | None) -> tuple[Option, ...]:
    return (
        next(each.options for each in leaf.cases if each.number == case) if case else leaf.options
    )


def _points(levels: tuple[Option, ...], number: int) -> int:
    return levels[number - 1].points if number else 0


def _floor(rubric: Rubric, leaf: Criterion, case: int | None, star: int) -> int:
    asked = [
        mark.option
        for mark in rubric.marks
        if mark.criterion == leaf.code and mark.case == case and mark.star <= star
    ]
    options = _levels(leaf, case)
    if any(option.eliminating for option in options):
        asked.append(next(option.number for option in options if not option.eliminating))
    if rubric.story and rubric.story.criterion == leaf.code:
        asked.append(rubric.story.no_story_option + 1)
    return max(asked, default=0)


def _next_step(
    levels: dict[str, tuple[Option, ...]], chosen: dict[str, int], room: int
) -> tuple[str, int] | None:
    """The widest rise that fits into the room, the sheet's order deciding among equals."""
    rises = [
        (option.points - _points(options, chosen[code]), code, option.number)
        for code, options in levels.items()
        for option in options
        if option.number > chosen[code] and not option.eliminating
    ]
    fitting = [rise for rise in rises if 0 < rise[0] <= room]
    if not fitting:
        return None
    _, code, number = max(fitting, key=lambda rise: rise[0])
    return code, number


def photo_upload(name: str = "anh.jpg") -> SimpleUploadedFile:
    """A real small JPEG as a phone would send it."""
    data = BytesIO()
    Image.new("RGB", (32, 24), "#a52").save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


def stored_photo(by: User) -> StoredFile:
    """A photo kept by the file service."""
    return store_upload(photo_upload(), by)


def make_paper(
    producer: Producer, by: User, kind: str = "material_origin", **details: object
) -> Paper:
    """A paper with one photographed page."""
    values = {"title": "Hợp đồng mua cá (mẫu)"} | details
    return vault.add_paper(producer=producer, kind=kind, by=by, files=[stored_photo(by)], **values)


def owner_of(places: Places, **fields: object) -> tuple[User, Producer]:
    """A representative's account and the producer, with what Mẫu số 01 asks for."""
    owner = make_user("Chủ cơ sở (mẫu)")
    return owner, make_producer(places.tan_ho_co, owner=owner, **(CONTACT | fields))


def started_dossier(
    places: Places, *, product: Product | None = None, kind: str = "first"
) -> Dossier:
    """An empty draft, `created_by` being the producer's representative."""
    if product is None:
        _, producer = owner_of(places)
        product = make_product(producer)
    owner = product.producer.people.get(part="owner").user
    return drafting.start_dossier(product=product, kind=kind, by=owner)


def filled_dossier(
    places: Places, *, star: int = 4, aim: int | None = None, product: Product | None = None
) -> Dossier:
    """A draft with every answer, paper and text, ready to be handed in, that scores `star`."""
    dossier = started_dossier(places, product=product)
    owner, producer = dossier.created_by, dossier.product.producer
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    answers = answers_for(rubric, star, aim)
    for code, option in answers.options.items():
        drafting.save_answer(
            dossier=dossier,
            criterion=code,
            option=option,
            case=answers.cases.get(code),
            description=f"Cơ sở tự đánh giá mức {option} (mẫu).",
            version=0,
            by=owner,
        )
    registration = make_paper(producer, owner, "business_registration", title="Giấy đăng ký (mẫu)")
    contract = make_paper(producer, owner)
    drafting.attach_evidence(dossier=dossier, criterion=GENERAL, paper=registration, by=owner)
    drafting.attach_evidence(
        dossier=dossier, criterion=rubric.leaves[0].code, paper=contract, by=owner
    )
    drafting.save_texts(
        dossier=dossier,
        version=1,
        by=owner,
        results_production="Cá nuôi tại xã, phơi giàn (mẫu).",
        results_business="Doanh thu tăng (mẫu).",
        plan="Mở rộng giàn phơi (mẫu).",
        samples=5,
    )
    return dossier


def handed_in(dossier: Dossier) -> Submission:
    """The dossier handed in by the producer's representative."""
    owner = dossier.product.producer.people.get(part="owner").user
    return submission.submit_dossier(dossier=dossier, by=owner, is_committed=True)


def submitted_dossier(
    places: Places, *, star: int = 4, aim: int | None = None, product: Product | None = None
) -> Dossier:
    """A dossier the commune has not received yet, whose own answers give `star`.

    `product` is made at Tân Hộ Cơ unless given.
    """
    dossier = filled_dossier(places, star=star, aim=aim, product=product)
    handed_in(dossier)
    return dossier
