-- SPDX-FileCopyrightText: 2026 The Tierwatch authors
-- SPDX-License-Identifier: MIT
-- The main database of the sample: which companies there are, and where their books stand.
CREATE TABLE companies (
    id INTEGER PRIMARY KEY,
    schema TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
);
