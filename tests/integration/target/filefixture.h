// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/reportingservice.h"
#include "support/targetcontract.h"
#include "target/filetarget.h"

#include <QFile>
#include <QTemporaryDir>

namespace tierwatch::test {

/// The file of a service of another make, as a target.
class FileFixture final : public TargetFixture
{
public:
    /// Null if the file does not open.
    [[nodiscard]] static std::unique_ptr<FileFixture> make(bool control)
    {
        auto fixture = std::make_unique<FileFixture>();
        return fixture->reopen(control) ? std::move(fixture) : nullptr;
    }

    [[nodiscard]] bool reopen(bool control)
    {
        m_target.reset();
        auto opened = FileTarget::open({path(), QStringLiteral("admin"), control}, m_clock);
        if (!opened)
            return false;
        m_target = *std::move(opened);
        return true;
    }
    void close() { m_target.reset(); }

    CacheTarget& target() override { return *m_target; }
    QByteArray ask(const QString& type, qint64 companyId, const QString& username) override
    {
        return m_service.ask(type, companyId, username);
    }
    QString keyOf(const QString& type, qint64 companyId, const QString& username) override
    {
        return ReportingService::keyOf(type, companyId, username);
    }
    void settle() override {} // the service writes at once

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("reports.db")); }
    [[nodiscard]] QByteArray bytes() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] OtherProgram& other() { return m_service.file(); }
    [[nodiscard]] FakeClock& clock() { return m_clock; }

private:
    QTemporaryDir m_folder;
    FakeClock m_clock;
    ReportingService m_service{path(), m_clock};
    std::unique_ptr<FileTarget> m_target;
};

} // namespace tierwatch::test
