"""What the checks of contract.py are made with: clients whose every answer is held to AWS's own service model, and the counting of checks."""

import json
import re
import urllib.request
from collections.abc import Callable
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.model import Shape

STORE = "d-1234567890"
COMMON_ERRORS = ("ValidationError",)
REQUEST_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Failed(AssertionError):
    """A check that does not hold."""


def equal(found: Any, expected: Any) -> None:
    if found != expected:
        raise Failed(f"expected {expected!r}, found {found!r}")


def conforms(shape: Shape, value: Any, path: str) -> None:
    """What botocore does not check by itself: answers have their required members, and texts their length and pattern."""
    if shape.type_name == "structure":
        for name in shape.metadata.get("required", []):
            if name not in value:
                raise Failed(f"{path} lacks {name}")
        for name, member in value.items():
            if name != "ResponseMetadata":
                conforms(shape.members[name], member, f"{path}.{name}")
    elif shape.type_name == "list":
        for number, member in enumerate(value):
            conforms(shape.member, member, f"{path}[{number}]")
    elif shape.type_name == "string":
        text_conforms(shape, value, path)


def text_conforms(shape: Shape, value: str, path: str) -> None:
    limits = shape.metadata
    if not limits.get("min", 0) <= len(value) <= limits.get("max", len(value)):
        raise Failed(f"{path} has {len(value)} characters, AWS's limits are {limits}")
    if "enum" in limits and value not in limits["enum"]:
        raise Failed(f"{path} is {value!r}, AWS knows {limits['enum']}")
    pattern = limits.get("pattern", "")
    # Python's regular expressions lack Unicode classes; such patterns are for names, not for ids.
    if pattern and "\\p{" not in pattern and not re.fullmatch(pattern, value):
        raise Failed(f"{path} is {value!r}, AWS's pattern is {pattern}")


class Contract:
    """Clients on one stand-in, and the checks made with them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.failures = 0
        self.checks = 0
        self.store = self.client("identitystore")
        self.sso = self.client("sso-admin")
        self.sts = self.client("sts")
        self.quotas = self.client("service-quotas")

    def client(self, service: str, region: str = "us-east-1", **credentials: str) -> Any:
        keys = credentials or {"aws_access_key_id": "AKIACONTRACT00000000", "aws_secret_access_key": "secret"}
        config = Config(retries={"total_max_attempts": 1}, parameter_validation=True)
        client = boto3.client(service, region_name=region, endpoint_url=self.url, config=config, **keys)
        client.meta.events.register("after-call", self.check_answer)
        return client

    @staticmethod
    def check_answer(http_response: Any, parsed: dict, model: Any, **_: Any) -> None:
        """Runs on every answer of every client."""
        if not REQUEST_ID.fullmatch(parsed["ResponseMetadata"]["RequestId"]):
            raise Failed(f"{model.name}: the answer has no request id")
        if http_response.status_code == 200 and model.output_shape is not None:
            conforms(model.output_shape, parsed, model.name)

    def control(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/_sandbox/{path}", data=data, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def check(self, name: str, body: Callable[[], None]) -> None:
        self.checks += 1
        try:
            body()
        except (Failed, ClientError, KeyError) as problem:
            self.failures += 1
            print(f"FAILED  {name}: {type(problem).__name__}: {problem}")
        else:
            print(f"ok      {name}")

    def fails(self, code: str, call: Callable[..., Any], members: dict | None = None, **arguments: Any) -> dict:
        """The error of a call that must fail with this code, and with these members of the error's shape."""
        try:
            call(**arguments)
        except ClientError as error:
            response = error.response
            equal(response["Error"]["Code"], code)
            if not response["Error"]["Message"]:
                raise Failed("the error has no message") from error
            for name, value in (members or {}).items():
                equal(response.get(name), value)
            modeled = [shape.name for shape in self.modeled_errors(call)]
            if modeled and code not in modeled and code not in COMMON_ERRORS:
                raise Failed(f"AWS's model of this operation has no {code}") from error
            return response
        raise Failed(f"expected {code}, found a success")

    @staticmethod
    def modeled_errors(call: Callable[..., Any]) -> list[Shape]:
        client = call.__self__
        operation = client.meta.method_to_api_mapping[call.__name__]
        return client.meta.service_model.operation_model(operation).error_shapes

    def user(self, name: str) -> str:
        return self.store.create_user(**user(name))["UserId"]

    def group(self, name: str) -> str:
        return self.store.create_group(IdentityStoreId=STORE, DisplayName=name)["GroupId"]


def user(name: str, **more: Any) -> dict:
    email = f"{name}@example.com"
    return {
        "IdentityStoreId": STORE,
        "UserName": email,
        "DisplayName": f"{name} Example",
        "Name": {"GivenName": name, "FamilyName": "Example"},
        "Emails": [{"Value": email, "Type": "work", "Primary": True}],
    } | more
