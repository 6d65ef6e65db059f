"""Powertools' idempotency records in a dictionary, so that tests walk the same way as production."""

import time
from typing import Any

from aws_lambda_powertools.utilities.idempotency import BasePersistenceLayer
from aws_lambda_powertools.utilities.idempotency.exceptions import (
    IdempotencyItemAlreadyExistsError,
    IdempotencyItemNotFoundError,
)
from aws_lambda_powertools.utilities.idempotency.persistence.datarecord import DataRecord


class MemoryPersistence(BasePersistenceLayer):
    """Records by key; what is in progress or done stands, until it is deleted or its time is up."""

    def __init__(self, **_: Any) -> None:
        super().__init__()
        self.records: dict[str, DataRecord] = {}

    def _get_record(self, idempotency_key: str) -> DataRecord:
        if idempotency_key not in self.records:
            raise IdempotencyItemNotFoundError
        return self.records[idempotency_key]

    def _put_record(self, data_record: DataRecord) -> None:
        known = self.records.get(data_record.idempotency_key)
        if known and not _over(known):
            raise IdempotencyItemAlreadyExistsError(old_data_record=known)
        self.records[data_record.idempotency_key] = data_record

    def _update_record(self, data_record: DataRecord) -> None:
        self.records[data_record.idempotency_key] = data_record

    def _delete_record(self, data_record: DataRecord) -> None:
        self.records.pop(data_record.idempotency_key, None)


def _over(record: DataRecord) -> bool:
    """Whether a record no longer stands; that of a worker which died, once its time is up."""
    if record.status == "INPROGRESS":
        return (record.in_progress_expiry_timestamp or 0) <= time.time() * 1000
    return (record.expiry_timestamp or 0) <= time.time()
