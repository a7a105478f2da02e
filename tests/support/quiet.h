// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMutex>
#include <QStringList>
#include <QTest>

#include <algorithm>
#include <utility>

namespace tierwatch::test {

/// While one lives, a warning or an error that Qt or the code under test logs is kept, whichever
/// thread logs it. Put one first in a test function and end with `QUIET(quiet)`, which fails the
/// test on any that was not announced by allow(). One at a time.
class Quiet final
{
public:
    Quiet() : m_previous(qInstallMessageHandler(&Quiet::handle)) { s_current = this; }
    ~Quiet()
    {
        qInstallMessageHandler(m_previous);
        s_current = nullptr;
    }
    Q_DISABLE_COPY_MOVE(Quiet)

    /// Messages with this text in them are expected, however many come.
    void allow(const QString& text)
    {
        const QMutexLocker lock(&m_mutex);
        m_allowed << text;
    }

    /// What was logged and not allowed, a line each.
    [[nodiscard]] QString complaints() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_complaints.join(u'\n');
    }

private:
    static void handle(QtMsgType type, const QMessageLogContext& context, const QString& message)
    {
        if (type == QtWarningMsg || type == QtCriticalMsg)
            s_current->keep(message);
        else
            s_current->m_previous(type, context, message);
    }

    void keep(const QString& message)
    {
        const QMutexLocker lock(&m_mutex);
        const auto expected = [&message](const auto& text) { return message.contains(text); };
        if (std::none_of(m_allowed.cbegin(), m_allowed.cend(), expected))
            m_complaints << message;
    }

    inline static Quiet* s_current = nullptr;
    QtMessageHandler m_previous;
    mutable QMutex m_mutex;
    QStringList m_allowed;
    QStringList m_complaints;
};

} // namespace tierwatch::test

#define QUIET(quiet) QVERIFY2((quiet).complaints().isEmpty(), qPrintable((quiet).complaints()))
