"""The shape of what a producer hands in, as it is frozen and as every desk reads it."""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

# The place of evidence that belongs to the whole dossier and to no single criterion.
GENERAL = "general"


class ProducerContent(TypedDict):
    """The producer on that day; dates as "YYYY-MM-DD" or None, units by name and code."""

    id: int
    name: str
    legal_form: str
    legal_form_name: str
    registration_number: str
    registered_on: str | None
    founded_on: str | None
    address: str
    commune: str
    commune_code: str
    province: str
    phone: str
    email: str
    representative_name: str
    representative_title: str
    representative_sex: str
    representative_ethnicity: str
    representative_address: str
    description: str
    organisation: str
    is_sample: bool


class ProductContent(TypedDict):
    """The product on that day; `photos` are ids of stored files, `commune` the place it is made."""

    id: int
    name: str
    leaf: int
    description: str
    story: str
    yearly_output: str
    commune: str
    commune_code: str
    province: str
    province_code: str
    photos: list[str]


class AnswerContent(TypedDict):
    """One answer: the option's number (0: none met), the case where there are cases, its words."""

    option: int
    case: int | None
    description: str


class PaperContent(TypedDict):
    """A paper as it stood: `kind` of `ocop.law.evidence`, `state` "held" or "applying"."""

    id: int
    kind: str
    title: str
    number: str
    issuer: str
    issued_on: str | None
    expires_on: str | None
    state: str


class FileContent(TypedDict):
    """A stored file by id and content."""

    id: str
    name: str
    sha256: str
    media_type: str


class EvidenceContent(TypedDict):
    """A paper beside a criterion, or beside the whole dossier (`GENERAL`)."""

    criterion: str
    note: str
    paper: PaperContent
    files: list[FileContent]


class TextsContent(TypedDict):
    """Part II of Mẫu số 02 whole and by its four contents, part IV, and Điều 6.1.b and c.

    `updates` holds the topics of Điều 6.1.c one by one; `changes` is the whole of it in words.
    """

    results: str
    results_production: str
    results_quality: str
    results_market: str
    results_business: str
    plan: str
    changes: str
    updates: NotRequired[dict[str, str]]


class RecognisedContent(TypedDict):
    """The star an upgrade or re-evaluation builds on; dates and certificate None where unrecorded.

    `papers` are the ids of the papers of the dossier behind it, None where it was made elsewhere.
    """

    star: int
    total: str | None
    recognised_on: str | None
    decision_number: str | None
    certificate_number: str | None
    issued_on: str | None
    expires_on: str | None
    papers: list[int] | None


class SubmissionContent(TypedDict):
    """Everything handed in. `self_score` is `ocop.law.exchange.result_row` of the own answers.

    In a draft `answers` holds only what is answered; `submitted_on` is the day of asking.
    `first_received_on` is the commune's first receipt, None before it.
    """

    dossier: int
    kind: str
    instrument: str
    set: int
    rubric_sha256: str
    submitted_on: str
    first_received_on: NotRequired[str | None]
    recognised: NotRequired[RecognisedContent | None]
    producer: ProducerContent
    product: ProductContent
    answers: dict[str, AnswerContent]
    evidence: list[EvidenceContent]
    texts: TextsContent
    samples: int | None
    is_committed: bool
    self_score: NotRequired[Mapping[str, Any]]
