"""What the operations raise, and how ninja's own refusals are told."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from ocop.opendata.columns import Words
from ocop.web.api.problems import TITLES, problem, said

_WRONG = Words("Giá trị này không dùng được.", "This value cannot be used.")


class WrongError(Exception):
    """A parameter holds what means nothing here; `name` is the parameter's."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def tell_errors(api: NinjaAPI) -> None:
    """Have every refusal of this API answered as a problem."""

    @api.exception_handler(WrongError)
    def wrong(request: HttpRequest, error: WrongError) -> HttpResponse:
        return problem(422, errors=[{"parameter": error.name, "message": said(_WRONG)}])

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        if any(each["loc"][0] == "path" for each in error.errors):
            return problem(404)
        return problem(
            422,
            errors=[
                {"parameter": str(each["loc"][-1]), "message": f"{said(_WRONG)} ({each['type']})"}
                for each in error.errors
            ],
        )

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404)

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code if error.status_code in TITLES else 400)
