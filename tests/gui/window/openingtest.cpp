// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/windowfixture.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// Ways into a target.
class OpeningTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRelativeWorkspaceIsRememberedWhereItIs();
};

void OpeningTest::aRelativeWorkspaceIsRememberedWhereItIs()
{
    test::WindowFixture window;
    window.window->show();
    window.window->openWorkspace(u"reports"_s, TargetOpener::Access::Control);
    QTRY_VERIFY(window.shows(u"Healthy."_s));
    const QString place = QDir::current().absoluteFilePath(u"reports"_s);
    QCOMPARE(window.opener.opened, QStringList{place});
    QCOMPARE(window.view->lastWorkspace(), place);
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::OpeningTest)
#include "openingtest.moc"
