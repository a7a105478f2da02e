// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "theme/tokens.h"
#include "colorscience.h"

#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(tierwatch::Token)

namespace tierwatch {

namespace {

using Pair = std::pair<Token, Token>;

constexpr std::array schemes{Scheme::Light, Scheme::Dark};
constexpr double forText = 4.5, forGraphics = 3.0;

QString nameOf(Token token)
{
    return QString::fromLatin1(tokenTable[std::size_t(token)].name);
}

void addPair(Token front, Token back, double least)
{
    for (const Scheme scheme : schemes) {
        const QString theme = scheme == Scheme::Light ? u"light"_s : u"dark"_s;
        QTest::newRow(qPrintable(nameOf(front) + u" on "_s + nameOf(back) + u", "_s + theme))
            << Colors(scheme)(front) << Colors(scheme)(back) << least;
    }
}

void addColumns()
{
    QTest::addColumn<QColor>("front");
    QTest::addColumn<QColor>("back");
    QTest::addColumn<double>("least");
}

} // namespace

/// What the table of colours promises, computed from the table.
class TokensTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTableIsInTheOrderOfItsNames();
    void theFormulasAreRight();
    void textCanBeRead_data();
    void textCanBeRead();
    void graphicsCanBeSeen_data();
    void graphicsCanBeSeen();
    void coloursStayApartForEveryEye_data();
    void coloursStayApartForEveryEye();
};

void TokensTest::theTableIsInTheOrderOfItsNames()
{
    for (std::size_t i = 0; i < tokenTable.size(); ++i)
        QCOMPARE(std::size_t(tokenTable[i].token), i);
}

void TokensTest::theFormulasAreRight()
{
    // Figures of the specification, so that a wrong formula can't pass the rest.
    const Colors light(Scheme::Light), dark(Scheme::Dark);
    const auto near = [](double value, double wanted, double by) {
        return std::abs(value - wanted) <= by;
    };
    QVERIFY(near(test::contrast(Qt::black, Qt::white), 21, 0.001));
    QVERIFY(near(test::contrast(light(Token::TextPrimary), light(Token::Window)), 14.98, 0.006));
    QVERIFY(near(test::contrast(dark(Token::Stale), dark(Token::Selection)), 4.53, 0.006));
    const auto difference = [&](const Colors& colors, test::Vision vision) {
        return test::difference(colors(Token::Memory), colors(Token::Disk), vision);
    };
    QVERIFY(near(difference(light, test::Vision::Normal), 33.0, 0.06));
    QVERIFY(near(difference(light, test::Vision::Deuteranopia), 20.0, 0.06));
    QVERIFY(near(difference(light, test::Vision::Protanopia), 24.1, 0.06));
    QVERIFY(near(difference(light, test::Vision::Tritanopia), 17.4, 0.06));
    QVERIFY(near(difference(dark, test::Vision::Tritanopia), 15.7, 0.06));
}

void TokensTest::textCanBeRead_data()
{
    addColumns();
    for (const Token back : {Token::Window, Token::Surface, Token::SurfaceAlt, Token::Hover,
                             Token::Selection, Token::TextSelection, Token::InfoBg, Token::OkBg,
                             Token::WarningBg, Token::ErrorBg, Token::StaleBg})
        addPair(Token::TextPrimary, back, forText);
    for (const Token back :
         {Token::Window, Token::Surface, Token::SurfaceAlt, Token::Hover, Token::Selection,
          Token::InfoBg, Token::ErrorBg, Token::WarningBg, Token::StaleBg})
        addPair(Token::TextSecondary, back, forText);
    for (const auto& [state, ground] :
         {Pair{Token::Ok, Token::OkBg}, Pair{Token::Warning, Token::WarningBg},
          Pair{Token::Error, Token::ErrorBg}, Pair{Token::Stale, Token::StaleBg}}) {
        for (const Token back : {Token::Surface, Token::Window, Token::Selection, ground})
            addPair(state, back, forText);
    }
    addPair(Token::OnAccent, Token::Accent, forText);
    addPair(Token::OnDanger, Token::Danger, forText);
    addPair(Token::OnProduction, Token::Production, forText);
    addPair(Token::Surface, Token::TextPrimary, forText); // number in an event mark
    addPair(Token::TextDisabled, Token::Surface, 3.0);    // exempt, kept readable
}

void TokensTest::textCanBeRead()
{
    QFETCH(QColor, front);
    QFETCH(QColor, back);
    QFETCH(double, least);
    const double contrast = test::contrast(front, back);
    QVERIFY2(contrast >= least, qPrintable(QString::number(contrast)));
}

void TokensTest::graphicsCanBeSeen_data()
{
    addColumns();
    for (const Token front : {Token::Memory, Token::Disk, Token::Database, Token::Stale,
                              Token::Error, Token::Warning, Token::Ok, Token::Accent}) {
        for (const Token back : {Token::Surface, Token::Window, Token::Selection})
            addPair(front, back, forGraphics);
    }
    addPair(Token::BorderStrong, Token::Surface, forGraphics);
    addPair(Token::BorderStrong, Token::Window, forGraphics);
    addPair(Token::Memory, Token::FillMemory, forGraphics);
    addPair(Token::Memory, Token::FillDisk, forGraphics);
    for (const Token fill : {Token::FillMemory, Token::FillDisk, Token::FillDatabase})
        addPair(Token::TextPrimary, fill, forGraphics);
}

void TokensTest::graphicsCanBeSeen()
{
    textCanBeRead();
}

void TokensTest::coloursStayApartForEveryEye_data()
{
    addColumns();
    constexpr double tiers = 15, tierAndStale = 9.5, tierAndState = 8.5, states = 7.5;
    const std::array tier{Token::Memory, Token::Disk, Token::Database};
    const std::array state{Token::Error, Token::Warning, Token::Ok};
    addPair(Token::Memory, Token::Disk, tiers);
    addPair(Token::Memory, Token::Database, tiers);
    addPair(Token::Disk, Token::Database, tiers);
    for (const Token of : tier) {
        addPair(of, Token::Stale, tierAndStale);
        for (const Token against : state)
            addPair(of, against, tierAndState);
    }
    for (const Token against : state)
        addPair(Token::Stale, against, states);
    addPair(Token::Error, Token::Warning, states);
    addPair(Token::Error, Token::Ok, states);
    addPair(Token::Warning, Token::Ok, states);
}

void TokensTest::coloursStayApartForEveryEye()
{
    QFETCH(QColor, front);
    QFETCH(QColor, back);
    QFETCH(double, least);
    const double difference = test::leastDifference(front, back);
    QVERIFY2(difference >= least, qPrintable(QString::number(difference)));
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::TokensTest)
#include "tokenstest.moc"
