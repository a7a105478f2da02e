// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/quiet.h"

#include <thread>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class QuietTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silenceIsNoComplaint()
    {
        const Quiet quiet;
        QUIET(quiet);
    }

    void aWarningIsAComplaintWhicheverThreadLogsIt()
    {
        const Quiet quiet;
        std::jthread([] { qWarning("a connection is still open"); }).join();
        QCOMPARE(quiet.complaints(), u"a connection is still open"_s);
    }

    void aMessageThatIsAllowedIsNoComplaint()
    {
        Quiet quiet;
        quiet.allow(u"still open"_s);
        qCritical("a connection is still open");
        qWarning("a query is still active");
        QCOMPARE(quiet.complaints(), u"a query is still active"_s);
    }
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::QuietTest)
#include "quiettest.moc"
