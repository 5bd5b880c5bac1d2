"""What is written about producers: who they are and who acts for them."""

import datetime as dt
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction

from ocop.accounts.models import User
from ocop.kernel import audit, clock
from ocop.kernel.changes import announce
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.places.models import Level, Unit
from ocop.producers import policy
from ocop.producers.models import LegalForm, Producer, ProducerPerson


class ProducerDetails(TypedDict):
    """What may be known of a producer besides its name, form and commune."""

    registration_number: NotRequired[str]
    registered_on: NotRequired[dt.date | None]
    founded_on: NotRequired[dt.date | None]
    address: NotRequired[str]
    phone: NotRequired[str]
    email: NotRequired[str]
    representative_name: NotRequired[str]
    representative_title: NotRequired[str]
    representative_sex: NotRequired[str]
    representative_ethnicity: NotRequired[str]
    representative_address: NotRequired[str]
    description: NotRequired[str]
    organisation: NotRequired[str]


class ProducerChange(ProducerDetails):
    """A change may also touch name, form and commune."""

    name: NotRequired[str]
    legal_form: NotRequired[str]
    commune: NotRequired[Unit]


@transaction.atomic
def register_producer(
    *,
    name: str,
    legal_form: str,
    commune: Unit,
    by: User,
    owner: User | None,
    current_commune: Unit | None = None,
    is_sample: bool = False,
    **details: Unpack[ProducerDetails],
) -> Producer:
    """Enter a producer; `owner` becomes its representative's account.

    Anyone enters their own (`owner` is `by`). Officials of the place enter one without an account
    (`owner` None) for recorded results: there `commune` may be the former district, where a
    published list says no more. `current_commune` is today's unit where `commune` is an older one
    that was divided. Raises RefusedError at "name", "legal_form" or "commune".
    """
    today = current_commune or commune.today
    if owner is not None or commune.level != Level.DISTRICT:
        _check_commune(commune, today)
    if owner != by and not policy.is_official_of(by, today or commune):
        raise RefusedError("Chỉ cán bộ của địa phương mới lập cơ sở thay cho người khác.")
    if not nfc(name):
        raise RefusedError("Hãy ghi tên cơ sở.", field="name")
    _check_form(legal_form)
    producer = Producer.objects.create(
        name=name,
        legal_form=legal_form,
        commune=commune,
        current_commune=today,
        is_sample=is_sample,
        **details,
    )
    if owner is not None:
        _add_part(producer, owner, ProducerPerson.Part.OWNER)
    audit.record(
        act="producer_registered",
        actor=by.actor,
        subject=f"producer:{producer.pk}",
        facts={"name": producer.name, "commune": commune.code},
    )
    return producer


@transaction.atomic
def update_producer(*, producer: Producer, by: User, **changes: Unpack[ProducerChange]) -> Producer:
    """Change what is known of a producer; the row's history keeps what was.

    What was handed in before stays as it was in the frozen submissions. Raises RefusedError.
    """
    policy.require_edit(by, producer)
    if "name" in changes and not nfc(changes["name"]):
        raise RefusedError("Hãy ghi tên cơ sở.", field="name")
    if "legal_form" in changes:
        _check_form(changes["legal_form"])
    if "commune" in changes:
        _check_commune(changes["commune"], changes["commune"].today)
        producer.current_commune = changes["commune"].today
    for name, value in changes.items():
        setattr(producer, name, value)
    producer.save()
    announce(producers=[producer.pk])
    return producer


@transaction.atomic
def add_person(*, producer: Producer, contact: str, part: str, by: User) -> ProducerPerson:
    """Let the account with this phone or e-mail act for the producer as "staff" or "helper".

    Raises RefusedError at "contact" where no such account exists or it already acts for it.
    """
    policy.require_owner(by, producer)
    if part not in {ProducerPerson.Part.STAFF, ProducerPerson.Part.HELPER}:
        raise RefusedError("Hãy chọn người của cơ sở hoặc người hỗ trợ.", field="part")
    try:
        person = User.objects.get_by_natural_key(contact)
    except ValueError as error:
        raise RefusedError(str(error), field="contact") from None
    except User.DoesNotExist:
        raise RefusedError(
            "Chưa có tài khoản nào dùng số điện thoại hoặc thư điện tử này. "
            "Hãy nhờ người đó đăng ký tài khoản trước.",
            field="contact",
        ) from None
    if producer.people.filter(user=person, ends_on=None).exists():
        raise RefusedError("Người này đã có trong danh sách.", field="contact")
    added = _add_part(producer, person, ProducerPerson.Part(part))
    _record_person("producer_person_added", added, by)
    return added


@transaction.atomic
def end_person(*, person: ProducerPerson, by: User) -> None:
    """End someone's part from today; a producer keeps at least one representative."""
    policy.require_owner(by, person.producer)
    if person.part == ProducerPerson.Part.OWNER:
        raise RefusedError("Không bớt được người đại diện. Hãy nhờ cán bộ xã đổi người đại diện.")
    if person.ends_on is not None:
        raise RefusedError("Người này đã thôi làm cho cơ sở.")
    # The row remains as the record of who acted until when.
    person.ends_on = max(clock.today() - dt.timedelta(days=1), person.starts_on)
    person.save(update_fields=["ends_on"])
    _record_person("producer_person_removed", person, by)


def _add_part(producer: Producer, user: User, part: ProducerPerson.Part) -> ProducerPerson:
    added = ProducerPerson.objects.create(
        user=user, producer=producer, part=part, starts_on=clock.today()
    )
    # The rights asked earlier in this request were asked before this part existed.
    user.__dict__.pop("_own_parts", None)
    return added


def _record_person(act: str, person: ProducerPerson, by: User) -> None:
    audit.record(
        act=act,
        actor=by.actor,
        subject=f"producer:{person.producer_id}",
        facts={"user": person.user_id, "name": person.user.full_name, "part": person.part},
    )


def _check_form(legal_form: str) -> None:
    if legal_form not in LegalForm.values:
        raise RefusedError("Hãy chọn loại hình trong danh sách.", field="legal_form")


def _check_commune(commune: Unit, today: Unit | None) -> None:
    if commune.level != Level.COMMUNE:
        raise RefusedError("Hãy chọn xã, phường hoặc đặc khu.", field="commune")
    if today is not None and today.valid_to is not None:
        raise RefusedError("Đơn vị này không còn. Hãy chọn xã, phường hiện nay.", field="commune")
