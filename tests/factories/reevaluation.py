"""Products with a star made in the system, whose certificate ends soon, and their next dossiers."""

import datetime as dt

from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.dossiers.rules.updates import TOPICS
from ocop.dossiers.services import commune, province, submission
from ocop.dossiers.services.drafting import save_texts, start_dossier
from ocop.dossiers.services.province import SiteVisit
from ocop.kernel import clock
from ocop.law import deadlines
from ocop.products.models import Product
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.recognising import Award, recognise_by_province
from ocop.register.models import Certificate
from tests.factories.basic import Places, make_official
from tests.factories.council_journey import scored_dossier
from tests.factories.desk_journey import Desk, assess, make_desk, receive, report_papers

NO_VISIT = SiteVisit("none", "Sản lượng không đổi nhiều, giấy tờ rõ (mẫu).")
UPDATES = {topic.code: f"{topic.name}: không đổi (mẫu)." for topic in TOPICS}


def decision_paper(number: str = "320/QĐ-UBND") -> DecisionPaper:
    """A provincial decision of today."""
    return DecisionPaper(number=number, signed_on=clock.today(), signer_title="Chủ tịch (mẫu)")


def recognised_product(
    places: Places, *, star: int = 4, aim: int | None = None, days_left: int = 150
) -> Certificate:
    """A product that council and province gave `star`; its certificate ends in `days_left` days."""
    scored = scored_dossier(places, star=star, aim=aim)
    leader = make_official(Role.PROVINCE_LEADER, places.dong_thap)
    [certificate] = recognise_by_province(
        awards=[Award(scored.dossier, f"{scored.dossier.pk}/GCN")],
        paper=decision_paper(f"{scored.dossier.pk}/QĐ-UBND"),
        by=leader,
    )
    return age(certificate, days_left)


def age(certificate: Certificate, days_left: int) -> Certificate:
    """The certificate as if it had been issued long ago; rows of the register are not services."""
    expires_on = clock.today() + dt.timedelta(days=days_left)
    Certificate.objects.filter(pk=certificate.pk).update(
        issued_on=expires_on - dt.timedelta(days=1095), expires_on=expires_on
    )
    certificate.refresh_from_db()
    return certificate


def begun(product: Product, kind: str = "reevaluation") -> Dossier:
    """The next dossier, as the representative begins it."""
    owner = product.producer.people.get(part="owner").user
    return start_dossier(product=Product.objects.get(pk=product.pk), kind=kind, by=owner)


def told(dossier: Dossier) -> Dossier:
    """The same with what changed told."""
    owner = dossier.product.producer.people.get(part="owner").user
    is_again = dossier.kind == "reevaluation"
    save_texts(
        dossier=dossier,
        version=dossier.texts_version,
        by=owner,
        results_production=dossier.results_production or "Như trước (mẫu).",
        plan=dossier.plan_text or "Mở rộng giàn phơi (mẫu).",
        changes="" if is_again else "Thêm vùng nuôi (mẫu).",
        updates=UPDATES if is_again else None,
        samples=5,
    )
    dossier.refresh_from_db()
    return dossier


def at_province(dossier: Dossier, places: Places, desk: Desk | None = None) -> tuple[Dossier, Desk]:
    """Handed in, through the commune, received by the province."""
    desk = desk or make_desk(places)
    owner = dossier.product.producer.people.get(part="owner").user
    submission.submit_dossier(dossier=dossier, by=owner, is_committed=True)
    receive(dossier, desk)
    assess(dossier, desk)
    commune.propose_to_province(dossier=dossier, by=desk.commune, papers=report_papers())
    province.receive_at_province(
        dossier=dossier, by=desk.province, received_on=clock.today(), samples=5
    )
    return dossier, desk


def waiting_for_council(
    places: Places, *, star: int = 4, kind: str = "reevaluation", days_left: int = 150
) -> Dossier:
    """A re-evaluation (or upgrade) of a product with a star, accepted by the province."""
    product = recognised_product(places, star=star, days_left=days_left).recognition.product
    dossier, desk = at_province(told(begun(product, kind)), places)
    province.accept(
        dossier=dossier,
        by=desk.province,
        site=NO_VISIT if kind == "reevaluation" else None,
    )
    dossier.refresh_from_db()
    return dossier


def window_opens(certificate: Certificate) -> dt.date:
    """The first day of Điều 7.6.a for this certificate."""
    return deadlines.reevaluation_window(certificate.expires_on).opens
