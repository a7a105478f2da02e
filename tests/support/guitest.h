// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "theme/theme.h"

#include <QApplication>
#include <QTest>

namespace tierwatch::test {

/// Runs a test class in a program that looks as it ships: Fusion, our palette and style sheet, a
/// 10 pt font whatever the machine has. GUI thread.
template <class TestClass>
int runGuiTest(int argc, char** argv)
{
    QApplication app(argc, argv);
    QFont font = QApplication::font();
    font.setPointSizeF(10);
    QApplication::setFont(font);
    Theme theme;
    theme.setMode(Theme::Mode::Light);
    theme.applyTo(app);
    TestClass test(theme);
    return QTest::qExec(&test, argc, argv);
}

} // namespace tierwatch::test

/// In place of QTEST_MAIN; the class takes the Theme, to switch it.
#define TIERWATCH_GUI_TEST_MAIN(TestClass)                                                         \
    int main(int argc, char** argv)                                                                \
    {                                                                                              \
        return tierwatch::test::runGuiTest<TestClass>(argc, argv);                                 \
    }
