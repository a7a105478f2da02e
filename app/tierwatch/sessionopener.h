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

class Session;

/// Opens sessions for the window, and closes them, on one thread of its own: so that a workspace is
/// never opened before it is closed, and the GUI thread waits for neither. GUI thread; destroying
/// it finishes what was begun, after the last window has gone.
class SessionOpener final : public TargetOpener
{
public:
    using MakeKeyStore = std::function<std::shared_ptr<KeyStore>()>;
    explicit SessionOpener(Clock& clock, MakeKeyStore makeKeyStore = systemKeyStore);
    ~SessionOpener() override;

    [[nodiscard]] QFuture<Result<TargetPtr>> open(const QString& path, Access access) override;
    [[nodiscard]] std::shared_ptr<SourcePasswords> passwordsOf(const CacheTarget& target) override;
    [[nodiscard]] QString sampleDirectory() const override;
    [[nodiscard]] bool sampleExists() const override;
    [[nodiscard]] QFuture<Result<void>> createSample(std::stop_token stop,
                                                     Progress progress) override;

private:
    template <class Opened>
    [[nodiscard]] TargetPtr publish(std::unique_ptr<Opened> opened,
                                    std::shared_ptr<SourcePasswords> passwords);
    template <class Opened>
    void close(Opened* opened);
    template <class Task>
    auto run(Task task) -> QFuture<std::invoke_result_t<Task>>;

    Clock& m_clock;
    const MakeKeyStore m_makeKeyStore;
    QThreadPool m_pool; ///< waits for key stores
    std::mutex m_mutex;
    std::map<const CacheTarget*, std::shared_ptr<SourcePasswords>> m_passwords; ///< of open ones
    QObject m_desk; ///< lives in the window's thread, where targets come and go
    QThread m_thread;
    QObject* m_worker; ///< lives in the thread
};

} // namespace tierwatch
