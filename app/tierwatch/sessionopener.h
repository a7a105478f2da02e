// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "settings/keystore.h"
#include "window/targetopener.h"

#include <QThread>
#include <QThreadPool>

#include <functional>
#include <map>
#include <mutex>

namespace tierwatch {

class ServiceTarget;
class Session;

/// How to get in where a service publishes a cache.
struct ServiceLogin
{
    QByteArray token = {};
    QString authorities = {}; ///< a file of certificates to trust besides the system's
    bool insecure = false;    ///< it may go to another machine in the clear
};

/// Opens sessions for the window, and closes them, on one thread of its own: so that a workspace is
/// never opened before it is closed, and the GUI thread waits for neither. GUI thread; destroying
/// it finishes what was begun, after the last window has gone.
class SessionOpener final : public TargetOpener
{
public:
    using MakeKeyStore = std::function<std::shared_ptr<KeyStore>()>;
    explicit SessionOpener(Clock& clock, MakeKeyStore makeKeyStore = systemKeyStore);
    ~SessionOpener() override;

    /// For every service that is opened from now on.
    void setLogin(ServiceLogin login) { m_login = std::move(login); }
    [[nodiscard]] QFuture<Result<TargetPtr>> open(const TargetConnection& connection) override;
    [[nodiscard]] std::shared_ptr<SourcePasswords> passwordsOf(const CacheTarget& target) override;
    [[nodiscard]] QString sampleDirectory() const override;
    [[nodiscard]] bool sampleExists() const override;
    [[nodiscard]] QFuture<Result<void>> createSample(std::stop_token stop,
                                                     Progress progress) override;

private:
    [[nodiscard]] QFuture<Result<TargetPtr>> attach(const TargetConnection& connection);
    [[nodiscard]] TargetPtr publish(ServiceTarget& connected);
    template <class Opened>
    [[nodiscard]] TargetPtr publish(std::unique_ptr<Opened> opened,
                                    std::shared_ptr<SourcePasswords> passwords);
    template <class Opened>
    void close(Opened* opened);
    template <class Task>
    auto run(Task task) -> QFuture<std::invoke_result_t<Task>>;

    Clock& m_clock;
    const MakeKeyStore m_makeKeyStore;
    ServiceLogin m_login;
    QThreadPool m_pool; ///< waits for key stores
    std::mutex m_mutex;
    std::map<const CacheTarget*, std::shared_ptr<SourcePasswords>> m_passwords; ///< of open ones
    /// Lives in the window's thread, where targets come and go; has those that connect still.
    QObject m_desk;
    QThread m_thread;
    QObject* m_worker; ///< lives in the thread
};

} // namespace tierwatch
