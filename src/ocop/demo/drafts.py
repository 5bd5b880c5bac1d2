"""Sample producers with their vault of papers, their products, and the dossiers they fill in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ocop.accounts.models import User
from ocop.demo.answers import answers_for
from ocop.demo.catalogue import CATALOGUE, Past, SampleProducer, SampleProduct
from ocop.demo.people import unit_today
from ocop.demo.pictures import paper_scan, product_photo
from ocop.dossiers.models import Dossier
from ocop.dossiers.rules.content import GENERAL
from ocop.dossiers.rules.updates import TOPICS
from ocop.dossiers.services import drafting
from ocop.law.evidence import evidence_kind, evidence_wanted
from ocop.law.loading import load_rubric
from ocop.law.rubric import Rubric
from ocop.producers.models import Paper, Producer, ProducerPerson
from ocop.producers.services import add_person, register_producer
from ocop.producers.vault import add_paper
from ocop.products.models import Product
from ocop.products.services import add_photo, register_product
from ocop.register.models import EvaluationKind

# What a well-kept vault holds; the kinds of Mẫu số 02 that beginners lack are left out.
HELD_KINDS = (
    "business_registration",
    "production_certificate",
    "material_origin",
    "environment",
    "local_labour",
    "test_reports",
    "market",
    "story",
)
UPDATES = {
    topic.code: "Không đổi nhiều từ khi được công nhận (mẫu)."
    for topic in TOPICS
    if topic.code not in {"market", "revenue"}
} | {
    "market": "Thêm một gian hàng trên mạng và hai cửa hàng ở tỉnh (mẫu).",
    "revenue": "Tăng khoảng một phần mười mỗi năm (mẫu).",
}
AS_PDF = frozenset({"business_registration", "test_reports"})


@dataclass(frozen=True)
class World:
    """What the loading of the demo passes on: accounts by key, and each sample product's row."""

    people: Mapping[str, User]
    products: dict[SampleProduct, Product] = field(default_factory=dict)
    papers: dict[int, dict[str, Paper]] = field(default_factory=dict)

    def owner_of(self, product: Product) -> User:
        """The account that acts for the product's producer."""
        person = product.producer.people.get(part=ProducerPerson.Part.OWNER)
        return next(user for user in self.people.values() if user.pk == person.user_id)


def register_catalogue(world: World) -> None:
    """Every sample producer with its papers and products."""
    for number, sample in enumerate(CATALOGUE, start=1):
        producer = _register(sample, number, world)
        owner = world.people[sample.key]
        world.papers[producer.pk] = {kind: _paper(producer, kind, owner) for kind in HELD_KINDS}
        for described in sample.products:
            product = register_product(
                producer=producer,
                name=described.name,
                commune=producer.commune,
                by=owner,
                is_sample=True,
                leaf=described.leaf,
                stage=Product.Stage.IDEA if described.reached is Past.IDEA else Product.Stage.MADE,
                description=described.description,
                story="" if described.reached is Past.IDEA else sample.story,
                yearly_output="khoảng 5 tấn (mẫu)",
            )
            photo = product_photo(described.name, described.leaf, owner)
            add_photo(product=product, file=photo, by=owner, caption="Ảnh mẫu")
            world.products[described] = product


def fill_in(
    described: SampleProduct,
    world: World,
    *,
    answered: int | None = None,
    kind: EvaluationKind = EvaluationKind.FIRST,
) -> Dossier:
    """A dossier of the product with answers, papers and texts; `answered` criteria or all."""
    product = world.products[described]
    owner = world.owner_of(product)
    dossier = drafting.start_dossier(product=product, kind=kind, by=owner)
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    answers = answers_for(rubric, described.star, described.points)
    for leaf in rubric.leaves[:answered]:
        drafting.save_answer(
            dossier=dossier,
            criterion=leaf.code,
            option=answers.options[leaf.code],
            case=answers.cases.get(leaf.code),
            description="Xem giấy tờ kèm theo (mẫu)." if answers.options[leaf.code] else "",
            version=0,
            by=owner,
        )
    _attach_papers(dossier, rubric, world, owner)
    if answered is None:
        _write_texts(dossier, owner)
    return dossier


def _register(sample: SampleProducer, number: int, world: World) -> Producer:
    owner = world.people[sample.key]
    producer = register_producer(
        name=sample.name,
        legal_form=sample.legal_form,
        commune=unit_today(sample.unit),
        by=owner,
        owner=owner,
        is_sample=True,
        registration_number=f"MẪU-{number:04d}",
        address=sample.address,
        phone=f"0000 000 {number:03d}",
        representative_name=owner.full_name,
        representative_title=sample.title,
        representative_sex="female" if number % 2 else "male",
        representative_ethnicity="Kinh",
        description=sample.description,
    )
    if sample.key == "dong-sen":
        helper = world.people["ho-tro"]
        add_person(
            producer=producer,
            contact=helper.phone or "",
            part=ProducerPerson.Part.HELPER,
            by=owner,
        )
    return producer


def _paper(producer: Producer, kind: str, owner: User) -> Paper:
    title = f"{evidence_kind(kind).name} (mẫu)"
    scan = paper_scan(title, producer.name, owner, form="PDF" if kind in AS_PDF else "JPEG")
    return add_paper(
        producer=producer, kind=kind, title=title, by=owner, files=[scan], issuer="Nơi cấp (mẫu)"
    )


def _attach_papers(dossier: Dossier, rubric: Rubric, world: World, owner: User) -> None:
    """The general papers, and beside each criterion with a mark the first wanted one held."""
    held = world.papers[dossier.product.producer_id]
    beside = [(GENERAL, "business_registration"), (GENERAL, "production_certificate")]
    marked = {mark.criterion for mark in rubric.marks}
    for code, kinds in evidence_wanted(rubric).items():
        wanted = [kind.code for kind in kinds if kind.code in held]
        if code in marked and wanted:
            beside.append((code, wanted[0]))
    for place, kind in beside:
        drafting.attach_evidence(
            dossier=dossier, criterion=place, paper=held[kind], by=owner, note="trang 1"
        )


def _write_texts(dossier: Dossier, owner: User) -> None:
    drafting.save_texts(
        dossier=dossier,
        version=1,
        by=owner,
        results_production="Nguyên liệu mua trong xã theo hợp đồng, làm tại xưởng (mẫu).",
        results_quality="Đã công bố chất lượng, nhãn đủ nội dung bắt buộc (mẫu).",
        results_market="Bán tại chợ, ba cửa hàng và một gian hàng trên mạng (mẫu).",
        results_business="Doanh thu năm trước tăng hơn một phần mười (mẫu).",
        plan="Mở thêm nhà phơi, đăng ký nhãn hiệu, tìm thêm hai nơi bán (mẫu).",
        updates=UPDATES if dossier.kind == EvaluationKind.REEVALUATION else None,
        samples=5,
    )
