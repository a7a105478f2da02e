// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/windowfixture.h"

#include "support/fakedata.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QVariantAnimation>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

WindowFixture::WindowFixture() : clock(workingDayMs())
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QFont font = QApplication::font();
    font.setPointSizeF(10); // whatever the machine has
    QApplication::setFont(font);
    theme.applyTo(*qApp);
    view = std::make_unique<ViewSettings>(folder.filePath(u"view.ini"_s));
    view->setTheme(Theme::Mode::Light);
    view->drive(theme);
    fillRich(*target);
    opener.target = target;
    window = std::make_unique<MainWindow>(*view, opener, clock);
}

void WindowFixture::open(QSize size)
{
    window->resize(size);
    window->show();
    QSignalSpy shown(window.get(), &MainWindow::figuresShown);
    window->openWorkspace(u"/workspace"_s, TargetOpener::Access::Control);
    QVERIFY(shown.wait());
    QCoreApplication::processEvents();
}

void WindowFixture::nextFigures()
{
    QSignalSpy shown(window.get(), &MainWindow::figuresShown);
    QVERIFY(shown.wait());
    QCoreApplication::processEvents();
}

void WindowFixture::grab(const QString& name)
{
    QCoreApplication::processEvents();
    const auto moves = [](const QVariantAnimation* motion) {
        return motion->state() != QAbstractAnimation::Stopped;
    };
    // Asked for anew each time: some of them go once they have stopped.
    QTRY_VERIFY(std::ranges::none_of(window->findChildren<QVariantAnimation*>(), moves));
    const QString pictures = QStringLiteral(TIERWATCH_PICTURES);
    QDir().mkpath(pictures);
    QVERIFY(window->grab().save(pictures + u'/' + name + u".png"_s));
}

bool WindowFixture::shows(const QString& text) const
{
    const auto labels = window->findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&text](const QLabel* label) {
        return label->isVisible() && label->text().contains(text);
    });
}

const TextLabel* WindowFixture::label(const QString& text) const
{
    for (const auto* label : window->findChildren<TextLabel*>()) {
        if (label->isVisible() && label->text() == text)
            return label;
    }
    return nullptr;
}

} // namespace tierwatch::test
