// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/reportingservice.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

ReportingService::ReportingService(const QString& path, FakeClock& clock)
    : m_clock(clock), m_file(path)
{
    if (!m_file.createContractTables() ||
        !m_file.exec({u"INSERT INTO cache_config VALUES ('enabled', 'true', 0), "
                      "('auto_invalidate', 'true', 0)"_s}))
        qFatal("the service has no file");
}

QString ReportingService::keyOf(const QString& type, qint64 companyId, const QString& username)
{
    return u"%1_%2_%3"_s.arg(type).arg(companyId).arg(username);
}

QString ReportingService::now() const
{
    return QString::number(static_cast<double>(m_clock.wallMs()) / 1000, 'f', 3);
}

bool ReportingService::isOn(const QString& username)
{
    const QString off = m_file.first(u"SELECT count(*) FROM user_cache_settings "
                                     "WHERE NOT cache_enabled AND username = '%1'"_s.arg(username));
    return off == u"0"_s &&
           m_file.first(u"SELECT value FROM cache_config WHERE key = 'enabled'"_s) == u"true"_s;
}

QByteArray ReportingService::ask(const QString& type, qint64 companyId, const QString& username)
{
    m_clock.advanceMs(1);
    if (!isOn(username))
        return QByteArray::number(++m_loads);
    const QString key = keyOf(type, companyId, username);
    const QStringList found = m_file.rows(u"SELECT data_json FROM cache_entries WHERE cache_key = "
                                          "'%1' AND expires_at >= %2"_s.arg(key, now()));
    log(type, companyId, !found.isEmpty(), username);
    if (!found.isEmpty()) {
        m_file.exec({u"UPDATE cache_entries SET hit_count = hit_count + 1, last_accessed = %2 "
                     "WHERE cache_key = '%1'"_s.arg(key, now())});
        return found.first().toUtf8();
    }
    const QString value = QString::number(++m_loads);
    m_file.exec({u"INSERT OR REPLACE INTO cache_entries VALUES ('%1', '%2', %3, '%4', %5, "
                 "%5 + 3600, 0, %5)"_s.arg(key, type, QString::number(companyId), value, now())});
    return value.toUtf8();
}

void ReportingService::log(const QString& type, qint64 companyId, bool hit, const QString& username)
{
    const QString figures = hit ? u"1, 0.5, 200, 199.5"_s : u"0, 200, NULL, NULL"_s;
    m_file.exec({u"INSERT INTO performance_log(cache_type, company_id, cache_hit, "
                 "response_time_ms, estimated_oracle_time_ms, time_saved_ms, username, timestamp) "
                 "VALUES ('%1', %2, %3, '%4', %5)"_s.arg(type, QString::number(companyId), figures,
                                                         username, now())});
}

} // namespace tierwatch::test
