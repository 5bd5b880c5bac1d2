import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from ocop.accounts.roles import Role
from ocop.benefits import mark_queries
from ocop.benefits.models import MarkUse
from ocop.benefits.rules.stamps import is_over, pieces_a_year
from ocop.benefits.services.marks import Declared, check_use, correct_use, declare_use, stop_use
from ocop.benefits.stopping import tell_slice
from ocop.kernel.errors import RefusedError
from ocop.notices.models import Notice
from ocop.register.models import Certificate
from tests.benefits.world import World, days, make_world
from tests.factories.basic import make_official, make_user
from tests.factories.certificates import add_fact, make_certificate

STICKER = Declared("label", "Tem tròn dán nắp hộp", days(-30), 5000)


def declare(world: World, certificate: Certificate | None = None) -> MarkUse:
    return declare_use(
        certificate=certificate or world.certificates[0], declared=STICKER, by=world.owner
    )


@pytest.mark.parametrize(
    ("said", "pieces"),
    [
        ("12.000 hộp", 12_000),
        ("khoảng 5 tấn (mẫu)", None),
        ("2 nghìn chai một năm", 2_000),
        ("1.200 sản phẩm", 1_200),
        ("300-400 hộp", None),
        ("nhiều", None),
        ("", None),
    ],
)
def test_pieces_of_a_written_output(said: str, pieces: int | None) -> None:
    assert pieces_a_year(said) == pieces


def test_stamps_are_compared_over_the_years() -> None:
    assert is_over(12_001, "12.000 hộp", 1) is True
    assert is_over(12_000, "12.000 hộp", 1) is False
    assert is_over(24_000, "12.000 hộp", 2) is False
    assert is_over(10**9, "5 tấn", 1) is False


@pytest.mark.django_db
def test_a_use_is_declared_found_wrong_corrected_and_accepted() -> None:
    world = make_world()
    use = declare(world)
    assert mark_queries.waiting(world.office, days(0)) == {"cho-xem": 1, "khong-con-sao": 0}
    with pytest.raises(RefusedError) as refused:
        check_use(use=use, is_right=False, reason=" ", by=world.office)
    assert refused.value.field == "reason"
    use = check_use(use=use, is_right=False, reason="In 4 sao trên hàng 3 sao", by=world.office)
    assert (use.state, Notice.objects.filter(person=world.owner).count()) == ("wrong", 1)
    use = correct_use(use=use, declared=STICKER, by=world.owner)
    assert (use.state, use.reason, use.checked_at) == ("declared", "", None)
    assert check_use(use=use, is_right=True, reason="", by=world.office).state == "ok"
    with pytest.raises(RefusedError):
        correct_use(use=use, declared=STICKER, by=world.owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        MarkUse.objects.update(state="wrong")


@pytest.mark.django_db
def test_the_right_follows_the_status_and_is_never_stored() -> None:
    world = make_world((3, 4, 4))
    withdrawn, standing, old = world.certificates
    expired = make_certificate(world.places.tan_ho_co, days(-1), producer=world.producer)
    for certificate in (withdrawn, standing, old):
        declare(world, certificate)
    with pytest.raises(RefusedError) as refused:
        declare(world, expired)
    assert refused.value.field == "certificate"
    add_fact(withdrawn, "withdrawn", days(0))
    add_fact(old, "replaced", days(0))
    # A new certificate with another star leaves the old label without a star.
    make_certificate(world.places.tan_ho_co, days(1000), star=3, product=old.recognition.product)
    uses = mark_queries.with_right(mark_queries.own_uses(world.owner), days(0))
    held = dict(uses.values_list("certificate", "has_right"))
    assert held == {withdrawn.pk: False, standing.pk: True, old.pk: False}
    # With the same star again it may go on.
    make_certificate(world.places.tan_ho_co, days(1000), star=4, product=old.recognition.product)
    uses = mark_queries.with_right(mark_queries.own_uses(world.owner), days(0))
    assert dict(uses.values_list("certificate", "has_right"))[old.pk] is True
    now = mark_queries.may_use_now(world.office, days(0))
    assert {withdrawn.pk, expired.pk} & set(now.values_list("pk", flat=True)) == set()
    assert standing.pk in set(now.values_list("pk", flat=True))


@pytest.mark.django_db
def test_an_extended_star_still_counts() -> None:
    world = make_world()
    extended = make_certificate(world.places.tan_ho_co, days(-10), producer=world.producer)
    add_fact(extended, "reevaluation_received", days(-12))
    assert extended.pk in set(mark_queries.valid_on(days(0)).values_list("pk", flat=True))
    add_fact(extended, "reevaluation_ended", days(-1))
    assert extended.pk not in set(mark_queries.valid_on(days(0)).values_list("pk", flat=True))


@pytest.mark.django_db
def test_who_must_stop_is_told_once_and_confirms() -> None:
    world = make_world()
    use = declare(world)
    assert tell_slice({}).result == {"uses": 0}
    add_fact(world.certificates[0], "withdrawn", days(0))
    assert tell_slice({}).is_finished is True
    tell_slice({})
    assert Notice.objects.filter(person=world.owner, key__startswith="mark-stop").count() == 1
    with pytest.raises(RefusedError) as refused:
        stop_use(use=use, stopped_on=days(1), words="hủy", by=world.owner)
    assert refused.value.field == "stopped_on"
    stopped = stop_use(use=use, stopped_on=days(0), words="Đã hủy 300 tem", by=world.owner)
    assert stopped.state == "stopped"
    assert mark_queries.waiting(world.office, days(0)) == {"cho-xem": 0, "khong-con-sao": 0}
    with pytest.raises(RefusedError):
        check_use(use=use, is_right=True, reason="", by=world.office)


@pytest.mark.django_db
def test_only_the_own_people_declare_and_only_the_own_office_checks() -> None:
    world = make_world()
    with pytest.raises(RefusedError):
        declare_use(certificate=world.certificates[0], declared=STICKER, by=make_user())
    use = declare(world)
    commune = make_official(Role.COMMUNE_OFFICER, world.places.tan_ho_co)
    for person in (world.neighbour, world.owner, commune):
        with pytest.raises(RefusedError):
            check_use(use=use, is_right=True, reason="", by=person)
    assert mark_queries.visible_to(commune).count() == 1
    far = make_official(Role.COMMUNE_OFFICER, world.places.sa_dec)
    assert [mark_queries.visible_to(one).count() for one in (far, world.neighbour)] == [0, 0]
    assert mark_queries.own_uses(make_user()).count() == 0


@pytest.mark.django_db
def test_a_use_before_the_certificate_is_refused() -> None:
    world = make_world()
    early = Declared("sign", "Biển trước cửa", days(-101))
    with pytest.raises(RefusedError) as refused:
        declare_use(certificate=world.certificates[0], declared=early, by=world.owner)
    assert refused.value.field == "first_used_on"


@pytest.mark.django_db
def test_stamps_beyond_the_output_stand_out() -> None:
    world = make_world()
    product = world.certificates[0].recognition.product
    product.yearly_output = "6.000 hộp"
    product.save()
    declare(world)
    assert mark_queries.stamps_over_output(days(0)) == set()
    declare(world)
    assert mark_queries.stamps_over_output(days(0)) == {product.pk}
    assert mark_queries.stamps_over_output(days(0) + dt.timedelta(days=365)) == set()
