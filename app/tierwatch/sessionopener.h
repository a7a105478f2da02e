// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "placethreads.h"
#include "sessionconnections.h"
#include "settings/keystore.h"
#include "window/targetopener.h"

#include <QCoreApplication>
#include <QThreadPool>

#include <functional>
#include <map>
#include <mutex>

namespace tierwatch {

class ServiceTarget;
class Session;

/// Opens sessions for the windows, and closes them, on a thread for each place: so that a workspace
/// is never opened before it is closed, and neither the GUI thread nor another place waits for it.
/// GUI thread; destroying it finishes what was begun, after the last window has gone.
class SessionOpener final : public TargetOpener
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::SessionOpener)
public:
    using MakeKeyStore = std::function<std::shared_ptr<KeyStore>()>;
    /// `book` is the file of the connections; empty = that of this person.
    explicit SessionOpener(Clock& clock, const QString& book = {},
                           MakeKeyStore makeKeyStore = systemKeyStore);
    ~SessionOpener() override;

    /// What says who asks there, for this run.
    void know(const TargetConnection& connection, const QByteArray& token);
    [[nodiscard]] QFuture<Result<TargetPtr>> open(const TargetConnection& connection) override;
    [[nodiscard]] ConnectionBook& connections() override { return m_book; }
    [[nodiscard]] ConnectionDesk& desk() override { return m_desk; }
    [[nodiscard]] std::shared_ptr<SourcePasswords> passwordsOf(const CacheTarget& target) override;
    [[nodiscard]] QString sampleDirectory() const override;
    [[nodiscard]] bool sampleExists() const override;
    [[nodiscard]] QFuture<Result<void>> createSample(std::stop_token stop,
                                                     Progress progress) override;

private:
    using Opening = std::shared_ptr<QPromise<Result<TargetPtr>>>;

    [[nodiscard]] QFuture<Result<TargetPtr>> attach(const TargetConnection& connection);
    void sayWhileWaiting(const QFuture<Result<QByteArray>>& token, const Opening& opening);
    [[nodiscard]] QFuture<Result<TargetPtr>> attach(const TargetConnection& connection,
                                                    const QByteArray& token);
    [[nodiscard]] TargetPtr openAlready(const TargetConnection& connection);
    [[nodiscard]] TargetPtr publish(ServiceTarget& connected);
    template <class Opened>
    [[nodiscard]] TargetPtr publish(std::unique_ptr<Opened> opened,
                                    std::shared_ptr<SourcePasswords> passwords, QObject* worker);
    template <class Opened>
    void close(Opened* opened, QObject* worker);
    template <class Task>
    auto run(QObject* worker, Task task) -> QFuture<std::invoke_result_t<Task>>;

    Clock& m_clock;
    const MakeKeyStore m_makeKeyStore;
    QThreadPool m_pool; ///< waits for key stores
    ConnectionBook m_book;
    SessionTokens m_tokens;
    const std::shared_ptr<ServiceNetwork> m_network;
    const std::shared_ptr<OwnHistory> m_history;
    SessionConnections m_desk;
    std::mutex m_mutex;
    std::map<const CacheTarget*, std::shared_ptr<SourcePasswords>> m_passwords; ///< of open ones
    std::map<QString, std::weak_ptr<CacheTarget>> m_open;                       ///< workspaces
    /// Lives in the window's thread, where targets come and go; has those that connect still.
    QObject m_place;
    PlaceThreads m_threads;
};

} // namespace tierwatch
