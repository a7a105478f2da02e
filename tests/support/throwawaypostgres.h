// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/sourceoptions.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace tierwatch::test {

/// A PostgreSQL server of the test's own, on loopback, in a folder that goes with it; it ends with
/// the test, however that ends. It runs as nobody of note, since it refuses root. One thread.
class ThrowawayPostgres final
{
public:
    static constexpr auto password = "gr33n 'tea\\";

    ThrowawayPostgres() = default;
    ~ThrowawayPostgres();
    Q_DISABLE_COPY_MOVE(ThrowawayPostgres)

    /// Tells a workspace the password of its main source.
    [[nodiscard]] static QProcessEnvironment environment();
    /// Makes the cluster at first, and starts the server. Why it can't be done, or nothing.
    [[nodiscard]] QString start();
    /// As a database that is down: connections end, the data stays.
    void stop();

    /// Runs each statement as another program would; false on the first that fails, which is
    /// logged.
    bool exec(const QStringList& statements) const;
    [[nodiscard]] SourceOptions options() const;
    [[nodiscard]] int port() const { return m_port; }

private:
    [[nodiscard]] QString prepare();
    [[nodiscard]] QString makeCluster();
    [[nodiscard]] bool launch();
    /// Has the program run as a user without rights, and end with the test.
    static void tame(QProcess& process);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_programs;
    std::unique_ptr<QProcess> m_server;
    int m_port = 0;
};

} // namespace tierwatch::test
