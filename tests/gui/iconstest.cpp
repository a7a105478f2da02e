// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "theme/icons.h"
#include "support/guitest.h"
#include "theme/state.h"
#include "theme/stylesheet.h"
#include "theme/svgpath.h"
#include "theme/systemscheme.h"

#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// Icons, the reader of their paths, and what the theme makes of its table.
class IconsTest final : public QObject
{
    Q_OBJECT

public:
    explicit IconsTest(Theme& theme) : m_theme(theme) {}

private Q_SLOTS:
    void everyListedIconHasAPathOnTheGrid();
    void statesHaveIconsOfTheirOwn();
    void anIconTakesTheColourOfTheTextNow();
    void aPathIsReadAbsoluteAndRelative();
    void anArcEndsWhereItShould();
    void aBrokenPathIsRefused_data();
    void aBrokenPathIsRefused();
    void theStyleSheetHasNoNameLeftAndStaysShort();
    void thePortalsAnswerDecides();
    void textScaleIsClampedAndStepped();

private:
    Theme& m_theme;
};

void IconsTest::everyListedIconHasAPathOnTheGrid()
{
    QVERIFY(icons::names().size() > 70);
    for (const QString& name : icons::names()) {
        QRectF bounds;
        for (const QPainterPath& path : icons::paths(name))
            bounds |= path.boundingRect();
        QVERIFY2(bounds.width() > 3 && bounds.height() > 1.5, qPrintable(name));
        QVERIFY2(QRectF(-0.1, -0.1, 16.2, 16.2).contains(bounds), qPrintable(name));
    }
}

void IconsTest::statesHaveIconsOfTheirOwn()
{
    QSet<QString> shapes;
    for (const State state : {State::Ok, State::Info, State::Warning, State::Error, State::Stale}) {
        QVERIFY(!icons::paths(lookOf(state).icon).isEmpty());
        shapes.insert(lookOf(state).icon);
    }
    QCOMPARE(shapes.size(), 5);
}

void IconsTest::anIconTakesTheColourOfTheTextNow()
{
    const QIcon stop = icons::icon(u"stop"_s);
    const auto middle = [&] { return stop.pixmap(32, 32).toImage().pixelColor(16, 16); };
    m_theme.setMode(Theme::Mode::Light);
    QCOMPARE(middle(), Colors(Scheme::Light)(Token::TextPrimary));
    m_theme.setMode(Theme::Mode::Dark);
    QCOMPARE(middle(), Colors(Scheme::Dark)(Token::TextPrimary));
    m_theme.setMode(Theme::Mode::Light);
}

void IconsTest::aPathIsReadAbsoluteAndRelative()
{
    const auto absolute = parseSvgPath(u"M1 2H5V6L1 6Z");
    const auto relative = parseSvgPath(u"m1,2h4v4l-4,0z");
    QVERIFY(absolute && relative);
    QCOMPARE(absolute->boundingRect(), QRectF(1, 2, 4, 4));
    QCOMPARE(*absolute, *relative);
    // Numbers need no separator before a sign or a second point; lines follow a move by themselves.
    const auto tight = parseSvgPath(u"M.5.5 3-1");
    QVERIFY(tight);
    QCOMPARE(tight->currentPosition(), QPointF(3, -1));
    // S mirrors the control point of the curve before it.
    const auto smooth = parseSvgPath(u"M0 0C0 1 1 2 2 2S4 3 4 4");
    QVERIFY(smooth);
    QCOMPARE(QPointF(smooth->elementAt(4)), QPointF(3, 2));
}

void IconsTest::anArcEndsWhereItShould()
{
    const auto circle = parseSvgPath(u"M16 8A8 8 0 1 1 0 8a8 8 0 0116 0z");
    QVERIFY(circle);
    QVERIFY(circle->contains(QPointF(8, 8)));
    const QRectF bounds = circle->boundingRect();
    QVERIFY(std::abs(bounds.left()) < 0.01 && std::abs(bounds.right() - 16) < 0.01);
    QVERIFY(std::abs(bounds.top()) < 0.01 && std::abs(bounds.bottom() - 16) < 0.01);
}

void IconsTest::aBrokenPathIsRefused_data()
{
    QTest::addColumn<QString>("data");
    QTest::newRow("unknown command") << u"M0 0Q1 1 2 2"_s;
    QTest::newRow("breaks off") << u"M0 0L1"_s;
    QTest::newRow("no command") << u"1 2"_s;
    QTest::newRow("bad flag") << u"M0 0A1 1 0 2 0 3 3"_s;
}

void IconsTest::aBrokenPathIsRefused()
{
    QFETCH(QString, data);
    QVERIFY(!parseSvgPath(data));
}

void IconsTest::theStyleSheetHasNoNameLeftAndStaysShort()
{
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        const QString sheet = styleSheet(scheme, 1.5);
        QVERIFY(!sheet.isEmpty());
        QVERIFY(!sheet.contains(QRegularExpression(u"[{;][^}]*@"_s)));
        QVERIFY(sheet.count(u'\n') < 150);
        QVERIFY(sheet.contains(u"border-radius: 12px"_s)); // 8 px of a card, scaled
        QVERIFY(!sheet.contains(u"::item:"_s) || !sheet.contains(u"View::item"_s));
    }
}

void IconsTest::thePortalsAnswerDecides()
{
    QCOMPARE(SystemScheme::fromPortal(1u, Scheme::Light), Scheme::Dark);
    QCOMPARE(SystemScheme::fromPortal(2u, Scheme::Dark), Scheme::Light);
    QCOMPARE(SystemScheme::fromPortal(0u, Scheme::Dark), Scheme::Dark);
    QCOMPARE(SystemScheme(Theme::palette(Scheme::Dark)).current(), Scheme::Dark);
    QCOMPARE(SystemScheme(Theme::palette(Scheme::Light)).current(), Scheme::Light);
}

void IconsTest::textScaleIsClampedAndStepped()
{
    const double points = QApplication::font().pointSizeF();
    m_theme.setTextScale(1000);
    QCOMPARE(m_theme.textScale(), 200);
    QCOMPARE(QApplication::font().pointSizeF(), 2 * points);
    m_theme.setTextScale(117);
    QCOMPARE(m_theme.textScale(), 120);
    m_theme.setTextScale(10);
    QCOMPARE(m_theme.textScale(), 80);
    m_theme.setTextScale(100);
    QCOMPARE(QApplication::font().pointSizeF(), points);
}

} // namespace tierwatch

TIERWATCH_GUI_TEST_MAIN(tierwatch::IconsTest)
#include "iconstest.moc"
