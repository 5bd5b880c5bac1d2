"""Dossiers on their way, reached through the product's own services as people would.

`places` is `tests.factories.basic.make_places()`.
"""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ocop.accounts.models import User
from ocop.demo.answers import answers_for
from ocop.dossiers.models import Dossier, Submission
from ocop.dossiers.rules.content import GENERAL
from ocop.dossiers.services import drafting, submission
from ocop.files.models import StoredFile
from ocop.files.services import store_upload
from ocop.law.loading import load_rubric
from ocop.producers import vault
from ocop.producers.models import Paper, Producer
from ocop.products.models import Product
from tests.factories.basic import Places, make_producer, make_product, make_user

CONTACT = {
    "address": "Ấp Mẫu, xã Tân Hộ Cơ",
    "phone": "0912345678",
    "representative_name": "Người đại diện (mẫu)",
    "representative_title": "Chủ cơ sở",
    "representative_sex": "female",
    "representative_ethnicity": "Kinh",
}


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
