// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "integration/service/servicefixture.h"
#include "integration/target/enginefixture.h"
#include "remote/servicetarget.h"

namespace tierwatch::test {

/// What a service proves itself with; in the clear where there is no file.
struct ServiceTls
{
    QString certificateFile = {};
    QString keyFile = {};
};

/// An engine that a service publishes, seen from its other end.
class RemoteFixture final : public TargetFixture
{
public:
    /// Null if it does not come to be connected.
    [[nodiscard]] static std::unique_ptr<RemoteFixture> make(Role role = Role::Administrator,
                                                             const ServiceTls& tls = {})
    {
        auto engine = EngineFixture::make({});
        if (!engine)
            return nullptr;
        auto fixture = std::make_unique<RemoteFixture>(std::move(engine), tls);
        return fixture->connectAs(role) ? std::move(fixture) : nullptr;
    }
    RemoteFixture(std::unique_ptr<EngineFixture> engine, const ServiceTls& tls)
        : m_tls(tls), m_engine(std::move(engine)), m_service(m_engine->target(), optionsWith(tls))
    {
    }

    [[nodiscard]] ServiceTargetOptions optionsFor(Role role)
    {
        return {m_service.base(), m_service.token(role), m_tls.certificateFile};
    }
    [[nodiscard]] bool connectAs(Role role) { return connectWith(optionsFor(role)); }
    [[nodiscard]] bool connectWith(const ServiceTargetOptions& options)
    {
        auto opened = ServiceTarget::open(options);
        if (!opened)
            return false;
        m_target = *std::move(opened);
        const auto connected = m_target->connected();
        return QTest::qWaitFor([&] { return connected.isFinished(); }, 10'000) &&
               connected.result().ok();
    }

    CacheTarget& target() override { return *m_target; }
    QByteArray ask(const QString& type, qint64 companyId, const QString& username) override
    {
        return m_engine->ask(type, companyId, username);
    }
    QString keyOf(const QString& type, qint64 companyId, const QString& username) override
    {
        return m_engine->keyOf(type, companyId, username);
    }
    void settle() override { m_engine->settle(); }
    [[nodiscard]] bool speaksForItsOwnAlone() const override { return true; }

    [[nodiscard]] EngineFixture& engine() { return *m_engine; }
    [[nodiscard]] ServiceFixture& service() { return m_service; }

private:
    [[nodiscard]] static ServiceOptions optionsWith(const ServiceTls& tls)
    {
        ServiceOptions options = ServiceFixture::withoutRates();
        options.http.certificateFile = tls.certificateFile;
        options.http.keyFile = tls.keyFile;
        return options;
    }

    const ServiceTls m_tls;
    const std::unique_ptr<EngineFixture> m_engine;
    ServiceFixture m_service;
    std::unique_ptr<ServiceTarget> m_target;
};

} // namespace tierwatch::test
