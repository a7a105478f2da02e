// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/fakedesk.h"
#include "window/targetopener.h"

#include <QPromise>
#include <QStringList>
#include <QTemporaryDir>

namespace tierwatch::test {

/// Opens what a test says: a target, or an error, at once or when the test says so. The sample is
/// made in steps the test takes.
class FakeOpener final : public TargetOpener
{
public:
    TargetPtr target;
    std::optional<Error> failure;
    bool sampleThere = false;
    bool slow = false; ///< open() waits for endOpening()
    QStringList opened;
    std::shared_ptr<SourcePasswords> passwords;
    Access lastAccess = Access::Control;

    [[nodiscard]] QFuture<Result<TargetPtr>> open(const TargetConnection& connection) override
    {
        opened.append(connection.place);
        lastAccess = connection.watchOnly ? Access::WatchOnly : Access::Control;
        m_opening = std::make_unique<QPromise<Result<TargetPtr>>>();
        m_opening->start();
        const auto future = m_opening->future();
        if (!slow)
            endOpening();
        return future;
    }
    [[nodiscard]] ConnectionBook& connections() override { return m_book; }
    [[nodiscard]] FakeDesk& desk() override { return m_desk; }
    [[nodiscard]] std::shared_ptr<SourcePasswords> passwordsOf(const CacheTarget&) override
    {
        return passwords;
    }
    [[nodiscard]] QString sampleDirectory() const override { return QStringLiteral("/sample"); }
    [[nodiscard]] bool sampleExists() const override { return sampleThere; }
    [[nodiscard]] QFuture<Result<void>> createSample(std::stop_token stop,
                                                     Progress progress) override
    {
        m_stop = std::move(stop);
        m_progress = std::move(progress);
        m_creation = std::make_unique<QPromise<Result<void>>>();
        m_creation->start();
        return m_creation->future();
    }

    void endOpening()
    {
        m_opening->addResult(failure ? Result<TargetPtr>(*failure) : Result<TargetPtr>(target));
        m_opening->finish();
    }
    void report(const CreationProgress& progress) { m_progress(progress); }
    [[nodiscard]] bool stopAsked() const { return m_stop.stop_requested(); }
    [[nodiscard]] bool creating() const { return m_creation != nullptr; }
    void endCreation(const Result<void>& result)
    {
        m_creation->addResult(result);
        m_creation->finish();
        m_creation.reset();
    }

private:
    QTemporaryDir m_folder;
    ConnectionBook m_book{m_folder.filePath(QStringLiteral("connections.json"))};
    FakeDesk m_desk;
    std::stop_token m_stop;
    Progress m_progress;
    std::unique_ptr<QPromise<Result<void>>> m_creation;
    std::unique_ptr<QPromise<Result<TargetPtr>>> m_opening;
};

} // namespace tierwatch::test
