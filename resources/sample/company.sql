-- SPDX-FileCopyrightText: 2026 The Tierwatch authors
-- SPDX-License-Identifier: MIT
-- The books of one company. Money is in bani or cents, dates are ISO 8601.
CREATE TABLE accounts (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL
);
CREATE TABLE partners (
    id_partner INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    fiscal_code TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    kind TEXT NOT NULL,
    payment_days INTEGER NOT NULL,
    agent TEXT NOT NULL
);
CREATE TABLE bank_accounts (
    id_bank INTEGER PRIMARY KEY,
    iban TEXT NOT NULL,
    bank TEXT NOT NULL,
    currency TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES accounts (code)
);
CREATE TABLE invoices (
    id_invoice INTEGER PRIMARY KEY,
    direction TEXT NOT NULL,
    number TEXT NOT NULL,
    id_partner INTEGER NOT NULL REFERENCES partners (id_partner),
    issued_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    settled_on TEXT,
    currency TEXT NOT NULL,
    exchange_rate REAL NOT NULL,
    net INTEGER NOT NULL,
    vat INTEGER NOT NULL,
    total INTEGER NOT NULL,
    total_currency INTEGER NOT NULL
);
CREATE TABLE act (
    id_act INTEGER PRIMARY KEY,
    posted_on TEXT NOT NULL,
    debit TEXT NOT NULL REFERENCES accounts (code),
    credit TEXT NOT NULL REFERENCES accounts (code),
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    amount_currency INTEGER,
    id_partner INTEGER REFERENCES partners (id_partner),
    id_invoice INTEGER REFERENCES invoices (id_invoice),
    id_bank INTEGER REFERENCES bank_accounts (id_bank),
    cost_centre TEXT,
    document TEXT NOT NULL,
    explanation TEXT NOT NULL
);
