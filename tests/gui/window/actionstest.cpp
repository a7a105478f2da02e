// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakedata.h"
#include "support/windowfixture.h"

#include <QComboBox>
#include <QDialog>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// What a person does to a target, and the dialogs that ask first.
class ActionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCompaniesOfTheTargetBeforeAreNotOffered();
    void companiesThatCouldNotBeReadAreAskedForAgain();
};

namespace {

QDialog* dialogOf(const test::WindowFixture& window)
{
    for (auto* dialog : window.window->findChildren<QDialog*>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

QDialog* openInvalidate(const test::WindowFixture& window)
{
    QTest::keyClick(window.window.get(), Qt::Key_I, Qt::ControlModifier);
    return dialogOf(window);
}

QComboBox* choice(const QDialog& dialog, const QString& name)
{
    for (auto* box : dialog.findChildren<QComboBox*>()) {
        if (box->accessibleName() == name)
            return box;
    }
    return nullptr;
}

} // namespace

void ActionsTest::theCompaniesOfTheTargetBeforeAreNotOffered()
{
    test::WindowFixture window;
    window.open();
    const auto other = std::make_shared<test::FakeTarget>();
    other->readFailure = Error{ErrorCode::Storage, u"The disk is asleep."_s};
    window.window->showTarget(other);
    QTRY_VERIFY(window.shows(u"The disk is asleep."_s));
    QCOMPARE(choice(*openInvalidate(window), u"Company"_s)->count(), 1);
}

void ActionsTest::companiesThatCouldNotBeReadAreAskedForAgain()
{
    test::WindowFixture window;
    window.target->readFailure = Error{ErrorCode::Storage, u"The disk is asleep."_s};
    window.open();
    window.target->readFailure.reset();
    const int asked = window.target->timesAsked<CatalogQuery>();
    QTRY_COMPARE_GT(window.target->timesAsked<CatalogQuery>(), asked);
    window.nextFigures();
    QCOMPARE(choice(*openInvalidate(window), u"Company"_s)->count(), 7);
    const int known = window.target->timesAsked<CatalogQuery>();
    window.nextFigures();
    QCOMPARE(window.target->timesAsked<CatalogQuery>(), known);
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::ActionsTest)
#include "actionstest.moc"
