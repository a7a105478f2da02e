// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "largefile.h"

#include "baresqlite.h"
#include "figure.h"

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr qint64 firstNumber = 1'000'000; // all have as many digits, which the key counts

const QByteArray settings = "[cache]\ncleanup_interval=86400\nl2_max_bytes=8589934592\n";

/// A row for each number from 0 to the last of a company.
QByteArray numbers()
{
    return "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < " +
           QByteArray::number(LargeFile::entriesACompany - 1) + ") ";
}

} // namespace

LargeFile::LargeFile() : m_workspace(m_clock, settings)
{
    open();
    close();
    fill();
}

void LargeFile::open()
{
    if (const Result<void> opened = m_workspace.open(); !opened)
        qFatal("%s", qPrintable(opened.error().message));
}

Request LargeFile::request(qint64 company, qint64 entry)
{
    Request request;
    request.type = u"invoices_by_month"_s;
    request.companyId = 100 + company;
    request.perUser = false;
    request.params = {{u"number"_s, firstNumber + entry}};
    request.policy = Policy{.l1TtlMs = 0}; // stays on disk
    return request;
}

double LargeFile::hit(qint64 company, qint64 entry)
{
    const auto prepared = engine().prepare(request(company, entry));
    return nsPerCall(1, [&](qint64) {
        const auto answer = engine().fetch(*prepared, []() -> Result<QByteArray> {
            return Error{ErrorCode::Internal, u"not a hit"_s};
        });
        if (!answer || answer->origin != Origin::Disk || answer->value.size() != 1024)
            qFatal("the fetch was no hit on disk");
    });
}

void LargeFile::fill()
{
    BareSqlite bare(path());
    bare.run("PRAGMA synchronous = OFF");
    bare.run("PRAGMA cache_size = -262144");
    bare.run("BEGIN IMMEDIATE");
    const QByteArray now = QByteArray::number(m_clock.wallMs() / 1000);
    for (qint64 company = 0; company < companies; ++company) {
        QByteArray key = CacheKey::of(request(company, 0))->text();
        key.replace(QByteArray::number(firstNumber),
                    "' || (" + QByteArray::number(firstNumber) + " + i) || '");
        bare.run(numbers() + "INSERT INTO cache_entries SELECT '" + key +
                 "', 'invoices_by_month', " + QByteArray::number(100 + company) +
                 ", hex(zeroblob(512)), " + now + ", " + now + " + 3600 - i % 360, 0, " + now +
                 " FROM n");
    }
    bare.run("INSERT INTO tw_entries SELECT rowid, cache_key, created_at, 1, NULL, NULL, 200.5, "
             "1024, created_at, expires_at, rowid, rowid % 1000 FROM cache_entries");
    bare.run("COMMIT");
    bare.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

} // namespace tierwatch::bench
