-- One schema for SQLite and PostgreSQL. Times are microseconds since 1970 in UTC, amounts are in the account's unit.
-- ${id} is a text that sorts by its bytes; ${clustered} says that a table is kept in its key's order, where that is a choice.

-- Guarded accounts. ${roomy} leaves room on each page, so that a balance is changed where it stands.
CREATE TABLE souk_account (
    id ${id} NOT NULL PRIMARY KEY,
    posted BIGINT NOT NULL,
    held BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    link ${id} NOT NULL,
    CONSTRAINT souk_account_covered CHECK (held >= 0 AND posted >= held AND sequence >= 0)
) ${clustered} ${roomy};

-- Calls that run, each with its reservation. The table is as small as the number of such calls: a call that ends leaves it and enters
-- souk_execution in one transaction.
-- legs: amount and account of each leg, all separated by blanks. epoch: whose it is, as the number of the engine's session times
-- 1048576, and how often it was taken over since. expires_at: until when it is held if it is not renewed, by the store's clock.
CREATE TABLE souk_running (
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
    started_at BIGINT NOT NULL
) ${clustered};

-- Engines' sessions, by number. The last one stays, so that no number is given twice; the others go when they are gone and have left nothing.
-- name: empty for an engine that no later one succeeds. session: that of the database's server, where several engines can be on it.
CREATE TABLE souk_engine (
    number BIGINT NOT NULL PRIMARY KEY,
    name ${id} NOT NULL,
    session ${id} NOT NULL
) ${clustered};

-- Calls that have ended, only ever added to. A call that was paid is its own entry in the journal: the transfer's name is 'call/' and the
-- call's id, its time that of the end.
-- postings: amount, account, sequence, balance and link (or -) of each posting, all separated by blanks; empty if nothing was paid.
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
    ended_at BIGINT NOT NULL,
    error_code ${id},
    message TEXT NOT NULL,
    input_model_tokens BIGINT NOT NULL,
    output_model_tokens BIGINT NOT NULL,
    duration_nanos BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    fallback BOOLEAN NOT NULL,
    charge_micros BIGINT NOT NULL,
    balance_after BIGINT NOT NULL,
    postings ${id} NOT NULL,
    output TEXT
);

CREATE INDEX souk_execution_listed ON souk_execution (tenant, id);

-- Which call an idempotency key stands for, from its admission on. id: tenant, user and key, separated by blanks.
CREATE TABLE souk_idempotency_key (
    id ${id} NOT NULL PRIMARY KEY,
    execution ${id} NOT NULL
) ${clustered};

-- The rest of the journal, only ever added to: all transfers but those of calls, with their postings as above.
CREATE TABLE souk_transfer (
    id ${id} NOT NULL PRIMARY KEY,
    kind ${id} NOT NULL,
    made_at BIGINT NOT NULL,
    execution ${id},
    memo TEXT NOT NULL,
    postings ${id} NOT NULL
) ${clustered};

-- The refunds of a call.
CREATE INDEX souk_transfer_execution ON souk_transfer (execution) WHERE execution IS NOT NULL;

-- Payouts and the decisions over them, only ever added to: a payout without a decision waits for one, and there is never a second.
CREATE TABLE souk_payout (
    id ${id} NOT NULL PRIMARY KEY,
    publisher ${id} NOT NULL,
    amount_micros BIGINT NOT NULL,
    memo TEXT NOT NULL,
    requested_by ${id} NOT NULL,
    requested_at BIGINT NOT NULL
) ${clustered};

CREATE INDEX souk_payout_listed ON souk_payout (requested_at, id);

CREATE TABLE souk_payout_decision (
    id ${id} NOT NULL PRIMARY KEY REFERENCES souk_payout (id),
    approved BOOLEAN NOT NULL,
    decided_by ${id} NOT NULL,
    decided_at BIGINT NOT NULL,
    memo TEXT NOT NULL
) ${clustered};

-- The statements of guarded accounts: the journal's postings once more, in the order of each account.
CREATE TABLE souk_posting (
    account ${id} NOT NULL,
    sequence BIGINT NOT NULL,
    transfer ${id} NOT NULL,
    amount BIGINT NOT NULL,
    balance BIGINT NOT NULL,
    PRIMARY KEY (account, sequence)
) ${clustered};

-- What came to collecting accounts since the last roll-up, summed over each transaction by the transfers' kind and day. A roll-up takes all
-- rows. day: since 1970, in UTC.
CREATE TABLE souk_collected (
    account ${id} NOT NULL,
    day BIGINT NOT NULL,
    kind ${id} NOT NULL,
    amount BIGINT NOT NULL
);

-- What came to collecting accounts up to the last roll-up, by day and kind: the same amounts as in their lines.
CREATE TABLE souk_collected_daily (
    account ${id} NOT NULL,
    day BIGINT NOT NULL,
    kind ${id} NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (account, day, kind)
) ${clustered} ${roomy};

-- The lines of collecting accounts: what came to each from one roll-up to the next. Only ever added to.
CREATE TABLE souk_rolled_up (
    account ${id} NOT NULL,
    sequence BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    balance BIGINT NOT NULL,
    link ${id} NOT NULL,
    PRIMARY KEY (account, sequence)
) ${clustered};

-- The last line of each collecting account.
CREATE TABLE souk_collecting (
    account ${id} NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    balance BIGINT NOT NULL,
    link ${id} NOT NULL
) ${clustered} ${roomy};

-- What calls used since the last roll-up, summed over each transaction. A roll-up takes all rows. day: since 1970, in UTC.
CREATE TABLE souk_used (
    tenant ${id} NOT NULL,
    agent ${id} NOT NULL,
    day BIGINT NOT NULL,
    succeeded BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    input_model_tokens BIGINT NOT NULL,
    output_model_tokens BIGINT NOT NULL,
    charge_micros BIGINT NOT NULL
);

-- What tenants used up to the last roll-up.
CREATE TABLE souk_usage (
    tenant ${id} NOT NULL,
    day BIGINT NOT NULL,
    agent ${id} NOT NULL,
    succeeded BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    input_model_tokens BIGINT NOT NULL,
    output_model_tokens BIGINT NOT NULL,
    charge_micros BIGINT NOT NULL,
    PRIMARY KEY (tenant, day, agent)
) ${clustered} ${roomy};

-- Digests over all chains, and where each chain ended for which of them.
CREATE TABLE souk_root (
    number BIGINT NOT NULL PRIMARY KEY,
    made_at BIGINT NOT NULL,
    previous ${id} NOT NULL,
    accounts BIGINT NOT NULL,
    digest ${id} NOT NULL,
    public_key ${id} NOT NULL,
    signature ${id} NOT NULL
) ${clustered};

CREATE TABLE souk_root_leaf (
    account ${id} NOT NULL,
    sequence BIGINT NOT NULL,
    link ${id} NOT NULL,
    root BIGINT NOT NULL,
    PRIMARY KEY (account, sequence)
) ${clustered};

CREATE INDEX souk_root_leaf_of_root ON souk_root_leaf (root, account);

-- Its one row is locked by whoever rolls up or makes a root.
CREATE TABLE souk_roll_up_lock (
    id BIGINT NOT NULL PRIMARY KEY
);

INSERT INTO souk_roll_up_lock (id) VALUES (1);

CREATE TABLE souk_tenant (
    id ${id} NOT NULL PRIMARY KEY,
    plan ${id},
    created_at BIGINT NOT NULL,
    budget_revision BIGINT NOT NULL
) ${clustered};

-- Which budgets there are; what is left of them is in their accounts. A change raises the tenant's budget_revision.
-- holder: tenant/acme, user/acme/ann or key/acme/key_1. period: none, day or month.
CREATE TABLE souk_budget (
    tenant ${id} NOT NULL,
    holder ${id} NOT NULL,
    period ${id} NOT NULL,
    amount_micros BIGINT NOT NULL CHECK (amount_micros > 0),
    set_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, holder, period)
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
