#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tierwatch authors
# SPDX-License-Identifier: MIT
"""A reporting service with a cache file: reads and writes it as fast as it can, or at a rate.

reportingservice.py FILE [REQUESTS_A_SECOND]. It says "ready" once the tables are there, stops at the
end of its input, and then tells as JSON what it wrote and what went wrong.
"""
import asyncio
import json
import random
import sys
import time

import aiosqlite

TABLES = """
CREATE TABLE IF NOT EXISTS cache_entries (cache_key TEXT PRIMARY KEY, cache_type TEXT NOT NULL,
    company_id INTEGER, data_json TEXT NOT NULL, created_at REAL NOT NULL, expires_at REAL NOT NULL,
    hit_count INTEGER DEFAULT 0, last_accessed REAL);
CREATE INDEX IF NOT EXISTS idx_cache_type ON cache_entries(cache_type);
CREATE INDEX IF NOT EXISTS idx_company_id ON cache_entries(company_id);
CREATE INDEX IF NOT EXISTS idx_expires_at ON cache_entries(expires_at);
CREATE TABLE IF NOT EXISTS schema_mappings (id_firma INTEGER PRIMARY KEY, schema TEXT NOT NULL,
    created_at REAL NOT NULL, last_verified REAL);
CREATE TABLE IF NOT EXISTS query_benchmarks (cache_type TEXT PRIMARY KEY, avg_time_ms REAL NOT NULL,
    sample_count INTEGER DEFAULT 0, last_updated REAL);
CREATE TABLE IF NOT EXISTS performance_log (id INTEGER PRIMARY KEY AUTOINCREMENT,
    cache_type TEXT NOT NULL, company_id INTEGER, cache_hit BOOLEAN NOT NULL,
    response_time_ms REAL NOT NULL, estimated_oracle_time_ms REAL, time_saved_ms REAL,
    username TEXT, timestamp REAL NOT NULL);
CREATE INDEX IF NOT EXISTS idx_perf_timestamp ON performance_log(timestamp);
CREATE INDEX IF NOT EXISTS idx_perf_cache_type ON performance_log(cache_type);
CREATE TABLE IF NOT EXISTS user_cache_settings (username TEXT PRIMARY KEY,
    cache_enabled BOOLEAN DEFAULT TRUE, created_at REAL, updated_at REAL);
CREATE TABLE IF NOT EXISTS cache_config (key TEXT PRIMARY KEY, value TEXT NOT NULL, updated_at REAL);
CREATE TABLE IF NOT EXISTS cache_watermarks (company_id INTEGER PRIMARY KEY, schema TEXT NOT NULL,
    max_id_act INTEGER NOT NULL, checked_at REAL NOT NULL);
"""
TYPES = {"facturi": 420.0, "sold_clienți": 910.0, "balanță": 2300.0, "dashboard": 150.0}
COMPANIES = {110: "CONTAFIRM", 120: "BRUTĂRIA_ȘTEFAN", 130: "TRANSCARPAT"}
USERS = ["ana.pop", "ștefan.ionescu", "mihai"]
VALUES = [
    {"suma": 1234.5, "nume": "Ștefan Țîrlea"},
    [float("nan"), float("inf"), -float("inf")],
    "ăîșțâ",
    None,
    True,
    7.0,
]


class Service:
    def __init__(self, db):
        self.db = db
        self.random = random.Random(7)
        self.requests = self.stored = 0
        self.errors = []

    async def prepare(self):
        await self.db.execute("PRAGMA journal_mode=WAL")
        await self.db.execute("PRAGMA busy_timeout=5000")
        await self.db.executescript(TABLES)
        now = time.time()
        for company, schema in COMPANIES.items():
            await self.db.execute("INSERT OR IGNORE INTO schema_mappings VALUES (?, ?, ?, ?)",
                                  (company, schema, now, now))
            await self.db.execute("INSERT OR REPLACE INTO cache_watermarks VALUES (?, ?, ?, ?)",
                                  (company, schema, 1000 + company, now))
        for kind, average in TYPES.items():
            await self.db.execute("INSERT OR IGNORE INTO query_benchmarks VALUES (?, ?, 10, ?)",
                                  (kind, average, now))
        await self.db.execute("INSERT OR IGNORE INTO cache_config VALUES ('auto_invalidate', 'true', ?)",
                              (now,))
        await self.db.execute("INSERT OR IGNORE INTO user_cache_settings VALUES ('mihai', FALSE, ?, ?)",
                              (now, now))
        await self.db.commit()

    async def request(self):
        kind = self.random.choice(list(TYPES))
        company = self.random.choice(list(COMPANIES))
        key = f"{kind}:{company}:{self.random.randrange(200)}"
        now = time.time()
        cursor = await self.db.execute(
            "SELECT data_json FROM cache_entries WHERE cache_key = ? AND expires_at >= ?", (key, now))
        hit = await cursor.fetchone() is not None
        await cursor.close()
        if hit:
            await self.db.execute("UPDATE cache_entries SET hit_count = hit_count + 1, "
                                  "last_accessed = ? WHERE cache_key = ?", (now, key))
        else:
            value = json.dumps(self.random.choice(VALUES), ensure_ascii=self.random.random() < 0.5)
            await self.db.execute("INSERT OR REPLACE INTO cache_entries VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
                                  (key, kind, company, value, now, now + 900, now))
            self.stored += 1
        took = self.random.uniform(0.2, 3) if hit else TYPES[kind] * self.random.uniform(0.6, 1.6)
        await self.db.execute(
            "INSERT INTO performance_log(cache_type, company_id, cache_hit, response_time_ms, "
            "estimated_oracle_time_ms, time_saved_ms, username, timestamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (kind, company, hit, took, TYPES[kind], TYPES[kind] - took if hit else 0,
             self.random.choice(USERS), now))
        await self.db.commit()
        self.requests += 1

    async def serve(self, stop, pause):
        while not stop.is_set():
            try:
                await self.request()
            except Exception as error:  # "database is locked" is what must never come
                self.errors.append(repr(error))
                await self.db.rollback()
            if pause:
                await asyncio.wait([asyncio.ensure_future(stop.wait())], timeout=pause)


async def main():
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.run_in_executor(None, lambda: (sys.stdin.read(), loop.call_soon_threadsafe(stop.set)))
    async with aiosqlite.connect(sys.argv[1], timeout=5) as db:
        service = Service(db)
        await service.prepare()
        print("ready", flush=True)
        pause = 1 / float(sys.argv[2]) if len(sys.argv) > 2 else 0
        await service.serve(stop, pause)
        print(json.dumps({"requests": service.requests, "stored": service.stored,
                          "errors": service.errors}), flush=True)


asyncio.run(main())
