-- One schema for SQLite and PostgreSQL. Times are microseconds since 1970 in UTC, amounts are in the account's unit.
-- ${id} is a text that sorts by its bytes; ${clustered} says that a table is kept in its key's order, where that is a choice.

-- Guarded accounts. Collecting accounts have no row: their balance is the sum of their postings.
CREATE TABLE souk_account (
    id ${id} NOT NULL PRIMARY KEY,
    posted BIGINT NOT NULL,
    held BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    CONSTRAINT souk_account_covered CHECK (held >= 0 AND posted >= held AND sequence >= 0)
) ${clustered};

-- Admitted calls. The reservation and the idempotency key live in the call's row, so neither can be missing.
-- legs: amount and account of each leg, all separated by blanks.
CREATE TABLE souk_execution (
    id ${id} NOT NULL PRIMARY KEY,
    tenant ${id} NOT NULL,
    user_id ${id} NOT NULL,
    device ${id},
    agent ${id} NOT NULL,
    agent_version ${id} NOT NULL,
    plan ${id},
    idempotency_key ${id},
    fingerprint ${id} NOT NULL,
    legs ${id} NOT NULL,
    epoch BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    state ${id} NOT NULL,
    ended_at BIGINT,
    error_code ${id},
    message TEXT,
    input_model_tokens BIGINT,
    output_model_tokens BIGINT,
    duration_nanos BIGINT,
    attempts INTEGER,
    fallback BOOLEAN,
    charge_micros BIGINT,
    balance_after BIGINT,
    output TEXT,
    CONSTRAINT souk_execution_ended CHECK ((state = 'RUNNING') = (ended_at IS NULL))
);

CREATE UNIQUE INDEX souk_execution_key ON souk_execution (tenant, user_id, idempotency_key)
    WHERE idempotency_key IS NOT NULL;
CREATE INDEX souk_execution_running ON souk_execution (expires_at, id) WHERE state = 'RUNNING';
CREATE INDEX souk_execution_listed ON souk_execution (tenant, id);
CREATE INDEX souk_execution_used ON souk_execution (tenant, started_at);

-- The journal: transfers and their postings, only ever added to.
CREATE TABLE souk_transfer (
    id ${id} NOT NULL PRIMARY KEY,
    kind ${id} NOT NULL,
    made_at BIGINT NOT NULL,
    execution ${id},
    memo TEXT NOT NULL
) ${clustered};

-- sequence numbers the postings of a guarded account from 1; it is 0 on a collecting account.
CREATE TABLE souk_posting (
    transfer ${id} NOT NULL REFERENCES souk_transfer (id),
    account ${id} NOT NULL,
    amount BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    balance BIGINT NOT NULL,
    PRIMARY KEY (transfer, account)
) ${clustered};

CREATE UNIQUE INDEX souk_posting_statement ON souk_posting (account, sequence) WHERE sequence > 0;
CREATE INDEX souk_posting_collected ON souk_posting (account, amount) WHERE sequence = 0;

CREATE TABLE souk_tenant (
    id ${id} NOT NULL PRIMARY KEY,
    plan ${id},
    created_at BIGINT NOT NULL
) ${clustered};

CREATE TABLE souk_api_key (
    id ${id} NOT NULL PRIMARY KEY,
    hash ${id} NOT NULL UNIQUE,
    tenant ${id} NOT NULL,
    user_id ${id} NOT NULL,
    admin BOOLEAN NOT NULL,
    label TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
) ${clustered};

CREATE INDEX souk_api_key_listed ON souk_api_key (tenant, created_at, id);
