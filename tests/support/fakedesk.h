// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialogs/connectiondesk.h"

#include <QPromise>

#include <memory>

namespace tierwatch::test {

/// A desk that says what a test wrote down, when the test wants it, and remembers what it was
/// asked.
class FakeDesk final : public ConnectionDesk
{
public:
    Result<QString> signInAnswer = QString();
    Result<std::vector<SourceServer>> serversAnswer = std::vector<SourceServer>();

    struct Asked
    {
        TargetConnection connection;
        Credentials credentials;
    };
    std::vector<Asked> probes;
    std::vector<Asked> signIns;
    std::vector<TargetConnection> forgotten;
    int serversAsked = 0;
    int wentOn = 0; ///< without the key store

    [[nodiscard]] QFuture<void> probe(const TargetConnection& connection,
                                      const Credentials& credentials, Told told) override
    {
        probes.push_back({connection, credentials});
        m_told = std::move(told);
        m_probe = std::make_unique<QPromise<void>>();
        m_probe->start();
        return m_probe->future();
    }
    [[nodiscard]] QFuture<Result<QString>> signIn(const TargetConnection& connection,
                                                  const Credentials& credentials) override
    {
        signIns.push_back({connection, credentials});
        return answered(signInAnswer);
    }
    [[nodiscard]] QFuture<Result<std::vector<SourceServer>>>
    servers(const TargetConnection&) override
    {
        ++serversAsked;
        return answered(serversAnswer);
    }
    void forget(const TargetConnection& connection) override { forgotten.push_back(connection); }
    void goOnWithoutKeyStore() override { ++wentOn; }

    /// One more step of the probe has ended.
    void tell(ProbeStep step, ProbeResult::Outcome outcome, const QString& sentence = {},
              const QString& digest = {})
    {
        m_told({step, outcome, sentence, digest});
    }
    void endProbe() { m_probe->finish(); }
    [[nodiscard]] bool isProbeCancelled() const { return m_probe->isCanceled(); }

private:
    template <class T>
    [[nodiscard]] static QFuture<T> answered(const T& answer)
    {
        QPromise<T> promise;
        promise.start();
        promise.addResult(answer);
        promise.finish();
        return promise.future();
    }

    Told m_told;
    std::unique_ptr<QPromise<void>> m_probe;
};

} // namespace tierwatch::test
