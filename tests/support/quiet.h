// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMutex>
#include <QStringList>
#include <QTest>

namespace tierwatch::test {

/// While one lives, a warning or an error that Qt or the code under test logs is kept, whichever
/// thread logs it. Put one first in a test function and end with `QUIET(quiet)`, which fails the
/// test on any that was not announced by allow(). One at a time.
class Quiet final
{
public:
    Quiet();
    ~Quiet();
    Q_DISABLE_COPY_MOVE(Quiet)

    /// Messages with this text in them are expected, however many come.
    void allow(const QString& text);

    /// What was logged and not allowed, a line each.
    [[nodiscard]] QString complaints() const;

private:
    static void handle(QtMsgType type, const QMessageLogContext& context, const QString& message);
    void keep(const QString& message);

    inline static Quiet* s_current = nullptr;
    QtMessageHandler m_previous;
    mutable QMutex m_mutex;
    QStringList m_allowed;
    QStringList m_complaints;
};

} // namespace tierwatch::test

#define QUIET(quiet) QVERIFY2((quiet).complaints().isEmpty(), qPrintable((quiet).complaints()))
